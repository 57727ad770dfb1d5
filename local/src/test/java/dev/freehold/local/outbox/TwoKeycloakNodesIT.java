package dev.freehold.local.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.local.ApiProcess;
import dev.freehold.local.KeycloakServer;
import dev.freehold.local.TestPlatform;
import dev.freehold.local.TwoKeycloakNodes;
import dev.freehold.local.TwoNodes;
import dev.freehold.local.Visitor;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.UserRepresentation;

/** Two nodes of Keycloak and two of the API, each pair on one database. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoKeycloakNodesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PASSWORD = "correct horse battery";
  private static final int SIGN_UPS = 16;
  private static final int CHANGES = 6;
  private static final int MORE_SIGN_UPS = 60;

  private static final TestPlatform PLATFORM = TestPlatform.shared();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** Of no realm there is: only what removes old rows looks at them. */
  private static final String NO_REALM = "retention";

  private static TwoKeycloakNodes keycloaks;
  private static OutboxSteps steps;

  private final String run = UUID.randomUUID().toString().substring(0, 8);

  @BeforeAll
  static void start() throws SQLException {
    steps = new OutboxSteps(PLATFORM, NO_REALM);
    insert("delivered-old", "DELIVERED", 73);
    insert("delivered", "DELIVERED", 71);
    insert("dead-old", "DEAD", 91 * 24);
    insert("dead", "DEAD", 89 * 24);
    steps.breakAt(OutboxSteps.Step.RETENTION, 1, 1);
    keycloaks = new TwoKeycloakNodes(PLATFORM);
  }

  private static void insert(String id, String state, int hoursAgo) throws SQLException {
    steps.sql(
        """
        insert into FREEHOLD_OUTBOX
          (ID, REALM_ID, SUBJECT, SEQ, TYPE, PAYLOAD, STATE, ATTEMPTS, CREATED_AT, DUE_AT, DONE_AT)
        values ('%1$s', '%2$s', '%1$s', 1, 'user.created', '{}', '%3$s', 1, 0, 0, %4$d)\
        """
            .formatted(id, NO_REALM, state, System.currentTimeMillis() - hoursAgo * HOUR));
  }

  @AfterAll
  static void stop() throws SQLException {
    try {
      steps.sql("delete from FREEHOLD_OUTBOX where REALM_ID = '" + NO_REALM + "'");
      steps.close();
    } finally {
      if (keycloaks != null) {
        keycloaks.close();
      }
    }
  }

  @Test
  @Order(0)
  void removesWhatIsOldThoughOneNodesAttemptBroke() throws Exception {
    await().atMost(PATIENCE).until(() -> steps.broken(OutboxSteps.Step.RETENTION, 1) == 1);
    try (Connection keycloak = PLATFORM.keycloakDatabase()) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(
                      strings(
                          keycloak,
                          "select ID from FREEHOLD_OUTBOX where REALM_ID = '" + NO_REALM + "'"))
                  .containsExactlyInAnyOrder("delivered", "dead"));
    }
  }

  @Test
  @Order(1)
  void tellsOnceAndInOrderWhatBothNodesWrite() throws Exception {
    PLATFORM.stopApi();
    try (RecordingReceiver receiver = RecordingReceiver.at(PLATFORM.webhook());
        TestRealm realm = TestRealm.create(PLATFORM, change -> {})) {
      // What one node could not bring, the other may.
      Set<String> refused = ConcurrentHashMap.newKeySet();
      receiver.answer(event -> {
        String text = event.toString();
        return text.hashCode() % 8 == 0 && refused.add(text) ? 503 : 204;
      });
      long before =
          keycloaks.delivered(keycloaks.first()) + keycloaks.delivered(keycloaks.second());
      inParallel(
          SIGN_UPS,
          i -> {
            String email = "person" + i + "@example.com";
            assertThat(realm.register(email)).isTrue();
            inParallel(CHANGES, change -> change(realm, email, change));
          });
      OutboxRows rows = new OutboxRows(PLATFORM, realm);
      await().atMost(PATIENCE).until(() -> rows.count("PENDING") == 0);

      assertThat(rows.accounts()).hasSize(SIGN_UPS);
      rows.assertToldInOrder(receiver.all(realm.name()));
      List<RecordingReceiver.Received> taken = receiver.taken(realm.name());
      assertThat(taken).extracting(RecordingReceiver.Received::id).doesNotHaveDuplicates();
      assertThat(keycloaks.delivered(keycloaks.first())).isPositive();
      assertThat(keycloaks.delivered(keycloaks.second())).isPositive();
      assertThat(keycloaks.delivered(keycloaks.first()) + keycloaks.delivered(keycloaks.second()))
          .isEqualTo(before + taken.size());
      System.out.printf(
          "%d events, %d refused once; %d brought by the first node, %d by the second%n",
          taken.size(),
          refused.size(),
          keycloaks.delivered(keycloaks.first()),
          keycloaks.delivered(keycloaks.second()));
    }
  }

  private static void change(TestRealm realm, String email, int change) {
    UserResource user =
        realm
            .admin()
            .users()
            .get(realm.admin().users().searchByEmail(email, true).getFirst().getId());
    UserRepresentation now = user.toRepresentation();
    now.setFirstName("Name " + change);
    now.setEnabled(new Random(change).nextBoolean());
    user.update(now);
  }

  @Test
  @Order(2)
  void refusesOnBothApiNodesWhatTheOtherKeycloakNodeEnds() throws Exception {
    try (TwoNodes apis = new TwoNodes(PLATFORM)) {
      PLATFORM.awaitProvisioned();
      String email = "ended-" + run + "@example.com";
      Visitor first = PLATFORM.visitor();
      String ofSignUp = on(keycloaks.second(), () -> first.register(email, PASSWORD));
      RealmResource realm = PLATFORM.admin().realm("freehold");
      UserResource user =
          realm.users().get(realm.users().searchByEmail(email, true).getFirst().getId());

      String session = user.getUserSessions().getFirst().getId();
      long one = endOnFirst(apis, ofSignUp, () -> realm.deleteSession(session, false));
      assertThat(apis.reasons(ofSignUp)).containsOnly("session_ended");

      String ofLogIn = on(keycloaks.second(), () -> PLATFORM.visitor().logIn(email, PASSWORD));
      long all = endOnFirst(apis, ofLogIn, user::logout);
      assertThat(apis.reasons(ofLogIn)).containsOnly("session_ended");

      String ofDisabled = on(keycloaks.second(), () -> PLATFORM.visitor().logIn(email, PASSWORD));
      UserRepresentation disabled = user.toRepresentation();
      disabled.setEnabled(false);
      long disable = endOnFirst(apis, ofDisabled, () -> user.update(disabled));
      assertThat(apis.reasons(ofDisabled)).containsOnly("identity_disabled");
      System.out.printf(
          "Refused by both API nodes after %d ms (session), %d ms (log-out), %d ms (disabled)%n",
          one / 1_000_000, all / 1_000_000, disable / 1_000_000);
    } finally {
      keycloaks.answering(keycloaks.first(), keycloaks.second());
    }
  }

  private static long endOnFirst(TwoNodes apis, String token, Runnable end) throws Exception {
    return apis.untilBothRefuse(
        token,
        () -> {
          keycloaks.answering(keycloaks.first());
          end.run();
        });
  }

  private static <T> T on(KeycloakServer node, Supplier<T> work) {
    keycloaks.answering(node);
    return work.get();
  }

  @Test
  @Order(3)
  void bringsEveryAccountOnceWhenANodeOfEachIsKilledMeanwhile() throws Exception {
    Set<String> answered = ConcurrentHashMap.newKeySet();
    int before = reconciled();
    try (ApiProcess second = PLATFORM.apiNode("freehold-api.jar", Map.of())) {
      ApiProcess first = PLATFORM.api();
      second.start();
      PLATFORM.awaitProvisioned();
      keycloaks.events().to(first.url(), second.url());
      Thread killer =
          Thread.startVirtualThread(() -> {
            await().atMost(PATIENCE).until(() -> answered.size() >= MORE_SIGN_UPS / 4);
            keycloaks.first().kill();
            await().atMost(PATIENCE).until(() -> answered.size() >= MORE_SIGN_UPS / 2);
            first.kill();
          });
      inParallel(
          MORE_SIGN_UPS,
          i -> {
            String email = "both-" + run + "-" + i + "@example.com";
            if (signUp(email)) {
              answered.add(email);
            }
          });
      killer.join();
      assertThat(first.isRunning()).isFalse();
      assertThat(keycloaks.first().isRunning()).isFalse();

      List<String> accounts = accounts();
      assertThat(emails(accounts)).containsAll(answered).doesNotHaveDuplicates();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(users()).containsExactlyInAnyOrderElementsOf(accounts));
      System.out.printf(
          "%d of %d sign-ups were answered, %d accounts%n",
          answered.size(), MORE_SIGN_UPS, accounts.size());
      assertThat(reconciled()).as("what reconciliations repaired").isEqualTo(before);
    } finally {
      keycloaks.events().to(PLATFORM.webhook().resolve("/"));
      PLATFORM.api();
    }
  }

  /** Whether the form was answered; what a killed node had begun was not. */
  private static boolean signUp(String email) {
    try {
      Visitor.Answer form = PLATFORM.visitor().open(true);
      return form.status() == 200
          && form.submit(Visitor.registration(email, PASSWORD)).sentBack().isPresent();
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static List<String> emails(List<String> accounts) {
    return accounts.stream().map(account -> account.split(" ", 2)[1]).toList();
  }

  private List<String> accounts() throws SQLException {
    try (Connection keycloak = PLATFORM.keycloakDatabase()) {
      return strings(
          keycloak,
          "select u.ID || ' ' || u.EMAIL from USER_ENTITY u join REALM r on r.ID = u.REALM_ID"
              + " where r.NAME = 'freehold' and u.EMAIL like 'both-"
              + run
              + "-%'");
    }
  }

  private List<String> users() throws SQLException {
    try (Connection freehold = PLATFORM.freeholdDatabase()) {
      return strings(
          freehold,
          "select i.subject || ' ' || u.email from freehold.users u"
              + " left join freehold.identities i on i.user_id = u.id"
              + " where u.email like 'both-"
              + run
              + "-%'");
    }
  }

  private static int reconciled() throws SQLException {
    try (Connection freehold = PLATFORM.freeholdDatabase()) {
      return Integer.parseInt(
          strings(
                  freehold,
                  "select coalesce(sum(repaired), 0)::text from freehold.reconciliation_runs r"
                      + " join freehold.profiles p on p.id = r.profile_id where p.is_default")
              .getFirst());
    }
  }

  private static List<String> strings(Connection connection, String query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet rows = statement.executeQuery()) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  private interface Work {
    void run(int i) throws Exception;
  }

  /** Does the work so many times, four at once, and fails as the first that fails. */
  private static void inParallel(int times, Work work) throws Exception {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < times; i++) {
        int number = i;
        all.add(
            threads.submit(() -> {
              work.run(number);
              return null;
            }));
      }
    }
    for (Future<?> one : all) {
      one.get();
    }
  }
}
