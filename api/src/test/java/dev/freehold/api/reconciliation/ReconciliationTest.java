package dev.freehold.api.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freehold.api.SimulatedKeycloak;
import dev.freehold.api.TestDatabase;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private static TestDatabase database;
  private static SimulatedKeycloak keycloak;
  private static ApplicationContext context;
  private static RunRepository rows;
  private static UUID profile;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    keycloak = new SimulatedKeycloak();
    context = ApplicationContext.run(properties());
    rows = context.getBean(RunRepository.class);
    database.execute("update freehold.profiles set trusted = true");
    profile = UUID.fromString(database.texts("select id from freehold.profiles").getFirst());
  }

  @AfterAll
  static void stop() {
    context.close();
    keycloak.close();
  }

  @BeforeEach
  void empty() {
    database.execute(
        """
        delete from freehold.reconciliation_runs; delete from freehold.identities;
        delete from freehold.users\
        """);
    keycloak.profileId = profile.toString();
    keycloak.down = false;
    keycloak.accounts.clear();
    keycloak.pending.clear();
    keycloak.pages.clear();
  }

  @Test
  void makesUsersWhoseEventWasLost() {
    keycloak.put("s1", 3, "ada@example.com", true, "Ada");
    Run run = reconcile(false, false);
    assertThat(run.status()).isEqualTo(RunStatus.DONE);
    assertThat(counts(run)).isEqualTo("checked 1 missing 1 repaired 1");
    assertThat(users()).containsExactly("ada@example.com true Ada");
    assertThat(database.texts("select sequence from freehold.identities")).containsExactly("3");
    assertThat(
            database.texts(
                "select target from freehold.audit_log where details->>'run' = '%s'"
                    .formatted(run.id())))
        .containsExactly("account " + profile + " s1");
    assertThat(counts(reconcile(false, false))).isEqualTo("checked 1");
  }

  @Test
  void repairsAChangeThatNoEventToldOf() {
    keycloak.put("s1", 3, "ada@example.com", true, "Ada");
    reconcile(false, false);
    keycloak.put("s1", 3, "ada@example.com", false, "Augusta");
    Run run = reconcile(false, false);
    assertThat(counts(run)).isEqualTo("checked 1 different 1 repaired 1");
    assertThat(Progress.findings(run.findings()))
        .containsExactly(
            new Progress.Finding("different", "s1", List.of("emailVerified", "firstName")));
    assertThat(users()).containsExactly("ada@example.com false Augusta");
  }

  @Test
  void letsOneThatCannotBeRepairedHoldBackNoOther() {
    String tooLong = "x".repeat(256);
    keycloak.put("s1", 1, "ada@example.com", true, "Ada");
    keycloak.put(tooLong, 1, "evil@example.com", true, "Evil");
    keycloak.put("y1", 1, "bob@example.com", true, "Bob");
    Run run = reconcile(false, false);
    assertThat(run.status()).isEqualTo(RunStatus.DONE);
    assertThat(counts(run)).isEqualTo("checked 3 missing 3 repaired 2 failed 1");
    assertThat(users())
        .containsExactlyInAnyOrder("ada@example.com true Ada", "bob@example.com true Bob");
  }

  @Test
  void leavesAccountsToTheEventsThatAreOnTheirWay() {
    keycloak.put("gone", 1, "gone@example.com", true, "Gone");
    keycloak.put("stays", 1, "stays@example.com", true, "Stays");
    reconcile(false, false);
    keycloak.put("new", 1, "new@example.com", true, "New");
    keycloak.put("stays", 2, "stays@example.com", true, "Changed");
    keycloak.accounts.remove("gone");
    keycloak.pending.addAll(List.of("new", "stays", "gone"));
    assertThat(counts(reconcile(false, true))).isEqualTo("checked 2 under way 3");
    assertThat(users())
        .containsExactlyInAnyOrder("gone@example.com true Gone", "stays@example.com true Stays");
  }

  @Test
  void neverOverridesALaterEvent() {
    keycloak.put("s1", 5, "new@example.com", true, "New");
    reconcile(false, false);
    keycloak.put("s1", 4, "old@example.com", true, "Old");
    assertThat(counts(reconcile(false, false))).isEqualTo("checked 1 under way 1");
    assertThat(users()).containsExactly("new@example.com true New");
  }

  @Test
  void doesNotBringBackWhomALaterEventDeleted() {
    keycloak.put("s1", 4, "old@example.com", true, "Old");
    database.execute(
        """
        insert into freehold.identities (profile_id, subject, enabled, sequence, deleted_at)
        values ('%s', 's1', false, 5, now())\
        """
            .formatted(profile));
    reconcile(false, false);
    assertThat(users()).isEmpty();
  }

  @Test
  void bringsBackAnAccountThatExistsDespiteItsTombstone() {
    keycloak.put("s1", 1, "ada@example.com", true, "Ada");
    keycloak.put("s2", 1, "bob@example.com", true, "Bob");
    reconcile(false, false);
    SimulatedKeycloak.Account ada = keycloak.accounts.remove("s1");
    reconcile(false, false);
    assertThat(users()).containsExactly("bob@example.com true Bob");
    keycloak.accounts.put("s1", ada);
    assertThat(counts(reconcile(false, false))).isEqualTo("checked 2 missing 1 repaired 1");
    assertThat(users()).hasSize(2);
  }

  @Test
  void removesWhoIsGoneAndLeavesATombstone() {
    for (int i = 0; i < 8; i++) {
      keycloak.put("s" + i, 1, "u" + i + "@example.com", true, "U");
    }
    reconcile(false, false);
    keycloak.accounts.keySet().removeAll(List.of("s1", "s2", "s3", "s4", "s5"));
    assertThat(counts(reconcile(false, false))).isEqualTo("checked 3 extra 5 removed 5");
    assertThat(users()).hasSize(3);
    assertThat(
            database.texts(
                "select count(*) from freehold.identities where deleted_at is not null and email is"
                    + " null"))
        .containsExactly("5");
  }

  @Test
  void refusesToRemoveManyUnlessForced() {
    for (int i = 0; i < 8; i++) {
      keycloak.put("s" + i, 1, "u" + i + "@example.com", true, "U");
    }
    reconcile(false, false);
    keycloak.accounts.keySet().removeAll(List.of("s1", "s2", "s3", "s4", "s5", "s6"));
    Run refused = reconcile(false, false);
    assertThat(refused.status()).isEqualTo(RunStatus.REFUSED);
    assertThat(refused.reason()).contains("6 identities", "force");
    assertThat(users()).hasSize(8);
    assertThat(counts(reconcile(false, true))).isEqualTo("checked 2 extra 6 removed 6");
    assertThat(users()).hasSize(2);
  }

  @Test
  void refusesToEmptyUsersForAnEmptyRealm() {
    keycloak.put("s1", 1, "ada@example.com", true, "Ada");
    reconcile(false, false);
    keycloak.accounts.clear();
    assertThat(reconcile(false, false).status()).isEqualTo(RunStatus.REFUSED);
    assertThat(users()).hasSize(1);
  }

  @Test
  void changesNothingByARealmThatIsNotTheProfilesOwn() {
    keycloak.put("s1", 1, "ada@example.com", true, "Ada");
    reconcile(false, false);
    keycloak.profileId = UUID.randomUUID().toString();
    keycloak.accounts.clear();
    keycloak.put("s2", 1, "evil@example.com", true, "Evil");
    Run run = reconcile(false, true);
    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(users()).containsExactly("ada@example.com true Ada");
  }

  @Test
  void onlyTellsInADryRun() {
    keycloak.put("s1", 1, "ada@example.com", true, "Ada");
    keycloak.put("s2", 1, "bob@example.com", true, "Bob");
    reconcile(false, false);
    keycloak.accounts.remove("s1");
    keycloak.put("s2", 1, "bob@example.com", true, "Bobby");
    keycloak.put("s3", 1, "cid@example.com", true, "Cid");
    assertThat(counts(reconcile(true, false))).isEqualTo("checked 2 missing 1 different 1 extra 1");
    assertThat(users())
        .containsExactlyInAnyOrder("ada@example.com true Ada", "bob@example.com true Bob");
  }

  @Test
  void goesOnWhereItWasInterrupted() {
    int pages = 5;
    for (int i = 0; i < pages * Reconciler.PAGE - 1; i++) {
      keycloak.put("s%05d".formatted(i), 1, null, false, "U");
    }
    AtomicInteger asked = new AtomicInteger();
    UUID id =
        alone(
            true,
            mine ->
                assertThatThrownBy(() ->
                        context
                            .getBean(RunExecution.class)
                            .run(
                                mine,
                                () -> {
                                  if (asked.incrementAndGet() > 2) {
                                    throw new IllegalStateException("killed");
                                  }
                                  return true;
                                }))
                    .hasMessage("killed"));
    Run run = finished(id);
    assertThat(counts(run)).isEqualTo("checked 2499 missing 2499");
    assertThat(keycloak.pages).hasSize(pages).doesNotHaveDuplicates();
  }

  @Test
  void loseARunToTheNodeThatTookItLater() {
    for (int i = 0; i < 3 * Reconciler.PAGE; i++) {
      keycloak.put("s%05d".formatted(i), 1, null, false, "U");
    }
    AtomicInteger asked = new AtomicInteger();
    UUID id =
        alone(
            true,
            mine ->
                context
                    .getBean(RunExecution.class)
                    .run(
                        mine,
                        () -> {
                          if (asked.incrementAndGet() == 2) {
                            rows.own(mine, UUID.randomUUID());
                          }
                          return true;
                        }));
    assertThat(asked).hasValue(2);
    assertThat(counts(finished(id))).isEqualTo("checked 1500 missing 1500");
  }

  @Test
  void waitsWhileKeycloakIsDown() {
    keycloak.put("s1", 1, "ada@example.com", true, "Ada");
    keycloak.down = true;
    UUID id =
        alone(
            false,
            mine ->
                assertThat(context.getBean(RunExecution.class).run(mine, () -> true)).isFalse());
    assertThat(rows.find(id).orElseThrow().reason()).contains("Keycloak");
    assertThat(context.getBean(Runs.class).request(profile, "test", false, false)).isEmpty();
    keycloak.down = false;
    assertThat(counts(finished(id))).isEqualTo("checked 1 missing 1 repaired 1");
  }

  @Test
  void isDueWhenTheLastRealRunIsLongAgo() {
    assertThat(rows.due(60)).containsExactly(profile);
    reconcile(true, false);
    assertThat(rows.due(60)).containsExactly(profile);
    reconcile(false, false);
    assertThat(rows.due(60)).isEmpty();
    database.execute(
        "update freehold.reconciliation_runs set started_at = now() - interval '61 s'");
    assertThat(rows.due(60)).containsExactly(profile);
  }

  @Test
  void knowsWhenTheNextIsDue() {
    assertThat(rows.secondsToDue(60).orElseThrow()).isLessThanOrEqualTo(0);
    reconcile(true, false);
    assertThat(rows.secondsToDue(60).orElseThrow()).isLessThanOrEqualTo(0);
    reconcile(false, false);
    assertThat(rows.secondsToDue(60).orElseThrow()).isBetween(1.0, 60.0);
    database.execute(
        "update freehold.reconciliation_runs set started_at = now() - interval '61 s'");
    assertThat(rows.secondsToDue(60).orElseThrow()).isLessThanOrEqualTo(0);
    alone(false, _ -> assertThat(rows.secondsToDue(60)).isEmpty());
  }

  @Test
  void twoNodesDoARunOnce() {
    for (int i = 0; i < 3 * Reconciler.PAGE - 1; i++) {
      keycloak.put("s%05d".formatted(i), 1, null, false, "U");
    }
    try (ApplicationContext other = ApplicationContext.run(properties())) {
      assertThat(other.isRunning()).isTrue();
      assertThat(counts(reconcile(true, false))).isEqualTo("checked 1499 missing 1499");
      assertThat(keycloak.pages).hasSize(3).doesNotHaveDuplicates();
    }
  }

  @Test
  void letsOneNodeAtATimeBeAtAProfile() {
    RunLock lock = context.getBean(RunLock.class);
    boolean held =
        lock.tryHold(
            profile,
            () -> assertThat(lock.tryHold(profile, () -> assertThat(false).isTrue())).isFalse());
    assertThat(held).isTrue();
    assertThat(lock.tryHold(profile, () -> {})).isTrue();
  }

  private static Map<String, Object> properties() {
    Map<String, Object> properties = database.properties();
    properties.put("freehold.keycloak.url", keycloak.url());
    properties.put("freehold.work.look-every", "PT1H");
    return properties;
  }

  private static Run reconcile(boolean dryRun, boolean force) {
    return finished(
        context.getBean(Runs.class).request(profile, "test", dryRun, force).orElseThrow());
  }

  /** Asks for a run and keeps the worker from it meanwhile, as another node does. */
  private static UUID alone(boolean dryRun, Consumer<UUID> work) {
    AtomicReference<UUID> id = new AtomicReference<>();
    await()
        .until(() ->
            context
                .getBean(RunLock.class)
                .tryHold(
                    profile,
                    () -> {
                      id.set(
                          context
                              .getBean(Runs.class)
                              .request(profile, "test", dryRun, false)
                              .orElseThrow());
                      work.accept(id.get());
                    }));
    return id.get();
  }

  private static Run finished(UUID id) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> rows.find(id).orElseThrow().finishedAt() != null);
    return rows.find(id).orElseThrow();
  }

  /** What was counted, without what is zero. */
  private static String counts(Run run) {
    StringBuilder text = new StringBuilder();
    append(text, "checked", run.checked());
    append(text, "missing", run.missing());
    append(text, "different", run.different());
    append(text, "extra", run.extra());
    append(text, "under way", run.underWay());
    append(text, "repaired", run.repaired());
    append(text, "removed", run.removed());
    append(text, "failed", run.failed());
    return text.toString().strip();
  }

  private static void append(StringBuilder text, String name, long count) {
    text.append(count == 0 ? "" : " " + name + " " + count);
  }

  private static List<String> users() {
    return database.texts(
        "select concat_ws(' ', email, email_verified::text, first_name) from freehold.users");
  }
}
