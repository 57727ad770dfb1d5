package dev.freehold.local.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freehold.local.TestPlatform;
import dev.freehold.local.outbox.OutboxSteps.Step;
import dev.freehold.local.outbox.RecordingReceiver.Received;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever breaks between two steps inside Keycloak, the receiver hears what is committed. */
class OutboxStepsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private final TestPlatform platform = TestPlatform.shared();
  private TestRealm realm;
  private RecordingReceiver receiver;
  private OutboxSteps steps;

  @BeforeEach
  void takeThePlaceOfTheApi() throws IOException, SQLException {
    platform.stopApi();
    receiver = RecordingReceiver.at(platform.webhook());
    realm = TestRealm.create(platform, change -> {});
    steps = new OutboxSteps(platform, realm.admin().toRepresentation().getId());
  }

  @AfterEach
  void leave() throws SQLException {
    steps.close();
    platform.keycloak().start();
    realm.close();
    receiver.close();
  }

  @Test
  void losesNothingAndInventsNothingWhenKilledBetweenSteps() throws Exception {
    OutboxRows rows = new OutboxRows(platform, realm);
    steps.standAt(Step.CHANGE, "changing@");
    steps.standAt(Step.WRITE, "writing@");
    steps.standAt(Step.WRITE_COMMIT, "committing@");
    steps.standAt(Step.CLAIM_COMMIT, "claiming@");
    steps.standAt(Step.MARK, "marking@");
    steps.standAt(Step.MARK_COMMIT, "marked@");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String name : List.of("changing", "writing", "committing")) {
        threads.execute(() -> makeInVain(name + "@example.com"));
      }
      steps.awaitStanding(3);
      realm.user("marking@example.com");
      realm.user("marked@example.com");
      steps.awaitStanding(5);
      // No other claim gets past this one.
      realm.user("claiming@example.com");
      steps.awaitStanding(6);
      platform.keycloak().kill();
    }
    steps.end();
    assertThat(rows.accounts())
        .containsExactlyInAnyOrder(
            "committing@example.com",
            "marking@example.com",
            "marked@example.com",
            "claiming@example.com");
    assertThat(rows.states())
        .containsEntry("committing@example.com", "PENDING")
        .containsEntry("marking@example.com", "PENDING leased")
        .containsEntry("marked@example.com", "DELIVERED")
        .containsEntry("claiming@example.com", "PENDING leased")
        .hasSize(4);
    assertThat(deliveries("claiming@")).isEmpty();

    platform.keycloak().start();
    await().atMost(PATIENCE).until(() -> rows.count("PENDING") == 0);
    rows.assertToldInOrder(receiver.all(realm.name()));
    assertThat(deliveries("marking@")).hasSize(2);
    assertThat(deliveries("marked@")).hasSize(1);
  }

  private void makeInVain(String email) {
    assertThatThrownBy(() -> realm.user(email)).isInstanceOf(ProcessingException.class);
  }

  private List<Received> deliveries(String text) {
    return receiver.all(realm.name()).stream().filter(one -> one.body().contains(text)).toList();
  }
}
