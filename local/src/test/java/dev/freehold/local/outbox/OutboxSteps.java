package dev.freehold.local.outbox;

import static org.awaitility.Awaitility.await;

import dev.freehold.local.TestPlatform;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;

/**
 * The steps of an event's way through Keycloak's database, where a test breaks Keycloak's
 * connection or lets it stand still with all it holds. Triggers do that, so nothing of it is in
 * Keycloak. Only one realm's rows are touched.
 */
final class OutboxSteps implements AutoCloseable {
  /** Those without "commit" are inside their transaction, the others in its commit. */
  enum Step {
    /** The account has changed, its event is not written yet. */
    CHANGE("insert or update on USER_ENTITY", "true"),
    WRITE("insert on FREEHOLD_OUTBOX", "true"),
    WRITE_COMMIT("insert on FREEHOLD_OUTBOX", "true"),
    CLAIM("update on FREEHOLD_OUTBOX", "new.LEASE is distinct from old.LEASE and new.LEASE <> ''"),
    CLAIM_COMMIT(CLAIM.event, CLAIM.condition),
    /** The receiver has it, the outbox does not say so yet. */
    MARK("update on FREEHOLD_OUTBOX", "new.STATE = 'DELIVERED'"),
    MARK_COMMIT(MARK.event, MARK.condition),
    /** The receiver did not take it, the outbox does not say so yet. */
    RETRY("update on FREEHOLD_OUTBOX", "new.LEASE is null and new.STATE = 'PENDING'"),
    RETENTION("delete on FREEHOLD_OUTBOX", "true");

    private final String event;
    private final String condition;

    Step(String event, String condition) {
      this.event = event;
      this.condition = condition;
    }

    private String key() {
      return "freehold_test_" + name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LOCK = 20_261_121;
  private static final String FUNCTIONS =
      """
      create function freehold_test_break() returns trigger language plpgsql security definer as $$
      begin
        if random() < tg_argv[1]::float and nextval(tg_argv[0]) <= tg_argv[2]::bigint then
          perform pg_terminate_backend(pg_backend_pid());
          perform pg_sleep(10);
        end if;
        return null;
      end $$;
      create function freehold_test_stand() returns trigger language plpgsql security definer as $$
      begin
        perform pg_advisory_xact_lock_shared(%d);
        return null;
      end $$
      """
          .formatted(LOCK);

  private final String realmId;
  private final Connection connection;

  OutboxSteps(TestPlatform platform, String realmId) throws SQLException {
    this.realmId = realmId;
    this.connection = platform.keycloakDatabase();
    sql(FUNCTIONS);
    sql("select pg_advisory_lock(" + LOCK + ")");
  }

  /** Breaks the connection at that step with this probability, so many times at most. */
  void breakAt(Step step, double probability, int most) throws SQLException {
    sql("create sequence " + step.key());
    trigger(step, "true", "break('%s', '%s', '%d')".formatted(step.key(), probability, most));
  }

  /** How often the connection was broken there. */
  long broken(Step step, int most) throws SQLException {
    return Math.min(
        most, number("select case when is_called then last_value else 0 end from " + step.key()));
  }

  /** Stands still at that step for rows that hold such a text, until {@link #end}. */
  void standAt(Step step, String text) throws SQLException {
    trigger(step, "new::text like '%" + text + "%'", "stand()");
  }

  /** Returns once so many stand still. */
  void awaitStanding(int count) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            number(
                    "select count(*) from pg_locks where locktype = 'advisory' and not granted"
                        + " and objid = "
                        + LOCK)
                == count);
  }

  /** Once Keycloak is killed: lets go what stood still, and returns when all of it has ended. */
  void end() throws SQLException {
    sql("select pg_advisory_unlock(" + LOCK + ")");
    await()
        .atMost(PATIENCE)
        .until(
            () -> number("select count(*) from pg_stat_activity where usename = 'keycloak'") == 0);
  }

  private void trigger(Step step, String more, String function) throws SQLException {
    boolean commit = step.name().endsWith("COMMIT");
    boolean delete = step == Step.RETENTION;
    sql(
        "create %s trigger %s after %s %s for each row when (%s.REALM_ID = '%s' and %s and %s) execute function freehold_test_%s"
            .formatted(
                commit ? "constraint" : "",
                step.key(),
                step.event,
                commit ? "deferrable initially deferred" : "",
                delete ? "old" : "new",
                realmId,
                step.condition,
                more,
                function));
  }

  long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  void sql(String statement) throws SQLException {
    try (Statement execution = connection.createStatement()) {
      execution.execute(statement);
    }
  }

  @Override
  public void close() throws SQLException {
    sql("select pg_advisory_unlock_all()");
    sql("drop function freehold_test_break, freehold_test_stand cascade");
    for (Step step : Step.values()) {
      sql("drop sequence if exists " + step.key());
    }
    connection.close();
  }
}
