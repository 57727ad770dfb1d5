package dev.freehold.local.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.local.TestPlatform;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.representations.idm.UserRepresentation;

/** Users follows a real realm also where no event told of a change. */
class ReconciliationIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestPlatform platform = TestPlatform.shared();

  @Test
  void repairsWhatNoEventToldOf() {
    try (ReconciledProfile profile = ReconciledProfile.create(platform)) {
      String changed = user(profile, "changed");
      String gone = user(profile, "gone");
      await()
          .atMost(PATIENCE)
          .until(
              () -> profile.users().size() == 2 && status(profile).at("/backlog").asInt(-1) == 0);
      profile.keycloak(
          "update user_entity set first_name = 'Silently' where id = '%s'".formatted(changed));
      profile.keycloak(
          """
          delete from user_role_mapping where user_id = '%1$s';
          delete from user_entity where id = '%1$s'\
          """
              .formatted(gone));
      profile.insertAccounts("new", 3);

      profile.start(false, false);
      JsonNode run = profile.ended(PATIENCE);

      assertThat(run.at("/status").asText()).as(run.toString()).isEqualTo("DONE");
      assertThat(run.at("/checked").asInt()).isEqualTo(4);
      assertThat(run.at("/missing").asInt()).isEqualTo(3);
      assertThat(run.at("/different").asInt()).isEqualTo(1);
      assertThat(run.at("/removed").asInt()).isEqualTo(1);
      assertThat(profile.users())
          .containsExactlyInAnyOrder(
              "changed@example.com Silently",
              "new000001@example.com Given",
              "new000002@example.com Given",
              "new000003@example.com Given");
      profile.start(false, false);
      JsonNode again = profile.ended(PATIENCE);
      assertThat(again.at("/findings")).isEmpty();
      assertThat(again.at("/underWay").asInt()).isZero();
    }
  }

  @Test
  void leavesToTheOutboxWhatIsOnItsWay() {
    try (ReconciledProfile profile = ReconciledProfile.create(platform)) {
      platform.stopApi();
      user(profile, "waiting");
      assertThat(pending(profile)).isPositive();
      platform.api();
      await().atMost(PATIENCE).until(() -> profile.users().size() == 1);
      await().atMost(PATIENCE).until(() -> pending(profile) == 0);
      assertThat(status(profile).at("/deadLetters").asInt(-1)).isZero();
      assertThat(status(profile).at("/lagSeconds").asDouble(-1)).isPositive();
    }
  }

  @Test
  void goesOnAfterTheApiWasKilledInTheMiddle() {
    int accounts = 2_500;
    try (ReconciledProfile profile = ReconciledProfile.create(platform)) {
      profile.insertAccounts("many", accounts);
      profile.start(false, false);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> profile.run().at("/checked").asInt() > 0);
      platform.api().kill();
      platform.api();
      JsonNode run = profile.ended(PATIENCE);
      assertThat(run.at("/status").asText()).as(run.toString()).isEqualTo("DONE");
      assertThat(run.at("/checked").asInt()).isEqualTo(accounts);
      assertThat(profile.users()).hasSize(accounts).doesNotHaveDuplicates();
    }
  }

  private static String user(ReconciledProfile profile, String name) {
    UserRepresentation user = new UserRepresentation();
    user.setUsername(name + "@example.com");
    user.setEmail(name + "@example.com");
    user.setFirstName("Given");
    user.setLastName("Family");
    user.setEnabled(true);
    try (var response = profile.realm().users().create(user)) {
      return CreatedResponseUtil.getCreatedId(response);
    }
  }

  private static JsonNode status(ReconciledProfile profile) {
    for (JsonNode one :
        profile
            .administrator()
            .data(
                "{ syncStatus { profiles { profileId backlog deadLetters lagSeconds } } }",
                Map.of())
            .at("/syncStatus/profiles")) {
      if (one.at("/profileId").asText().equals(profile.id())) {
        return one;
      }
    }
    throw new AssertionError("the profile is not there");
  }

  /** Asks Keycloak itself: the API may be down. */
  private int pending(ReconciledProfile profile) {
    String token = platform.admin().tokenManager().getAccessTokenString();
    try (var client = jakarta.ws.rs.client.ClientBuilder.newClient()) {
      return client
          .target(platform.keycloak().url() + "/admin/realms/" + profile.name())
          .path("freehold-sync/status")
          .request("application/json")
          .header("authorization", "Bearer " + token)
          .get(JsonNode.class)
          .at("/pending")
          .asInt();
    }
  }
}
