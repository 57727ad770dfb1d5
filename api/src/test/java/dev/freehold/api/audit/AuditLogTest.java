package dev.freehold.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.api.TestDatabase;
import dev.freehold.api.access.Caller;
import dev.freehold.api.operation.Arguments;
import io.micronaut.context.ApplicationContext;
import io.micronaut.transaction.TransactionOperations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditLogTest {
  private static TestDatabase database;
  private static ApplicationContext context;
  private static AuditLog log;
  private static AuditQueries entries;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    context = database.context();
    log = context.getBean(AuditLog.class);
    entries = context.getBean(AuditQueries.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void empty() {
    database.execute(
        """
        set session_replication_role = replica;
        delete from freehold.audit_log\
        """);
  }

  @Test
  void recordsNothingOfWhatIsRolledBack() {
    TransactionOperations<?> transactions = context.getBean(TransactionOperations.class);
    assertThatThrownBy(() ->
            transactions.executeWrite(status -> {
              log.record(Actor.SYSTEM, "test.one", "thing 1", Map.of());
              throw new IllegalStateException("no");
            }))
        .hasMessage("no");
    assertThat(targets()).isEmpty();
    log.record(Actor.SYSTEM, "test.one", "thing 2", Map.of());
    assertThat(targets()).containsExactly("thing 2");
  }

  @Test
  void refusesChangeAndRemoval() {
    log.record(new Caller.Guest(), "test.one", "thing 1", Map.of());
    for (String sql :
        List.of(
            "update freehold.audit_log set actor = 'nobody'",
            "delete from freehold.audit_log",
            "truncate freehold.audit_log",
            "set freehold.forgetting_audit = 'on'; delete from freehold.audit_log",
            "select freehold.forget_audit(1, 100)")) {
      assertThatThrownBy(() -> database.execute(sql))
          .hasStackTraceContaining(sql.startsWith("select") ? "30 days" : "append-only");
    }
    assertThat(targets()).containsExactly("thing 1");
  }

  @Test
  void forgetsOnlyWhatIsOlderThanAsked() {
    for (int days : new int[] {29, 99, 101}) {
      database.execute(
          """
          insert into freehold.audit_log (at, actor, action, target)
          values (now() - make_interval(days => %d), 'system', 'test.old', 'day %d')\
          """
              .formatted(days, days));
    }
    assertThat(database.texts("select freehold.forget_audit(100, 10)")).containsExactly("1");
    assertThat(targets()).containsExactly("day 99", "day 29");
  }

  @Test
  void forgetsInPortionsUntilNothingOldIsLeft() {
    database.execute(
        """
        insert into freehold.audit_log (at, actor, action, target)
        select now() - interval '40 days', 'system', 'test.old', 'thing ' || n
        from generate_series(1, 5001) n\
        """);
    log.record(Actor.SYSTEM, "test.new", "today", Map.of());
    new AuditCleaner(context.getBean(AuditRepository.class), 31).clean();
    assertThat(targets()).containsExactly("today");
  }

  @Test
  void neverForgetsUnlessTold() {
    assertThat(context.containsBean(AuditCleaner.class)).isFalse();
  }

  @Test
  void pagesWithoutGapOrRepetitionWhileEntriesAreAdded() {
    for (int i = 0; i < 7; i++) {
      log.record(Actor.SYSTEM, "test.one", "thing " + i, Map.of());
    }
    List<String> seen = new ArrayList<>();
    Optional<String> after = Optional.empty();
    boolean more = true;
    while (more) {
      AuditView.Page page = entries.page(new Arguments(Map.of()), 3, after);
      page.items().forEach(entry -> seen.add(entry.target()));
      after = Optional.ofNullable(page.endCursor());
      more = page.hasMore();
      log.record(Actor.SYSTEM, "test.one", "later", Map.of());
    }
    assertThat(seen)
        .containsExactly(
            "thing 6", "thing 5", "thing 4", "thing 3", "thing 2", "thing 1", "thing 0");
  }

  @Test
  void filtersByWhoWhatWhomAndWhen() {
    log.record(Actor.SYSTEM, "user.role.grant", "thing 1", Map.of());
    log.record(new Caller.Guest(), "user.role.revoke", "thing 2", Map.of());
    log.record(new Caller.Guest(), "user.rolex", "thing 3", Map.of());
    Instant now = Instant.now();
    assertThat(filtered("action", "user.role.*")).containsExactly("thing 2", "thing 1");
    assertThat(filtered("action", "user.rolex")).containsExactly("thing 3");
    assertThat(filtered("actor", "guest")).containsExactly("thing 3", "thing 2");
    assertThat(filtered("target", "thing 1")).containsExactly("thing 1");
    assertThat(filtered("from", now.plus(1, ChronoUnit.HOURS))).isEmpty();
    assertThat(filtered("to", now.plus(1, ChronoUnit.HOURS))).hasSize(3);
    assertThat(filtered("to", now.minus(1, ChronoUnit.HOURS))).isEmpty();
  }

  private static List<String> filtered(String name, Object value) {
    return entries.page(new Arguments(Map.of(name, value)), 10, Optional.empty()).items().stream()
        .map(AuditView::target)
        .toList();
  }

  private static List<String> targets() {
    return database.texts("select target from freehold.audit_log order by at");
  }
}
