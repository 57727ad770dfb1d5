package dev.freehold.keycloak.dispatch;

import dev.freehold.keycloak.outbox.OutboxEntity;
import dev.freehold.keycloak.outbox.OutboxState;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * The outbox as the dispatcher uses it. Every method is one short transaction of its own; none is
 * open while an event is delivered.
 *
 * <p>A claim skips what another node has locked, and moves the due time of the rows it takes to the
 * end of their lease: a node that dies leaves rows that become due again by themselves. A row is
 * claimed only when no earlier row of its user is pending.
 */
final class OutboxQueue {
  /** Jakarta Persistence has no name for "skip locked"; Hibernate reads it from this value. */
  private static final int SKIP_LOCKED = -2;

  private static final String DUE =
      """
      select o from OutboxEntity o
      where o.state = :pending and o.dueAt <= :now and not exists (
        select 1 from OutboxEntity e
        where e.subject = o.subject and e.sequence < o.sequence and e.state = :pending)
      order by o.dueAt
      """;
  private static final String RECORD =
      """
      update OutboxEntity o
      set o.state = :state, o.attempts = :attempts, o.dueAt = :due, o.doneAt = :done, o.lastError = :error, o.lease = null
      where o.id = :id and o.lease = :lease
      """;

  private final KeycloakSessionFactory sessions;
  private final InstantSource clock;

  OutboxQueue(KeycloakSessionFactory sessions, InstantSource clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  List<Delivery> claim(int limit, Duration lease) {
    return inTransaction(entities -> {
      long now = clock.millis();
      List<OutboxEntity> rows =
          entities
              .createQuery(DUE, OutboxEntity.class)
              .setParameter("pending", OutboxState.PENDING)
              .setParameter("now", now)
              .setMaxResults(limit)
              .setLockMode(LockModeType.PESSIMISTIC_WRITE)
              .setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
              .getResultList();
      String token = UUID.randomUUID().toString();
      return rows.stream().map(row -> take(row, token, now + lease.toMillis())).toList();
    });
  }

  private static Delivery take(OutboxEntity row, String lease, long until) {
    row.lease = lease;
    row.dueAt = until;
    return new Delivery(
        row.id, row.subject, row.type, row.payload, lease, row.attempts, row.createdAt);
  }

  void delivered(Delivery delivery) {
    record(delivery, OutboxState.DELIVERED, Duration.ZERO, null);
  }

  void retry(Delivery delivery, Duration delay, String reason) {
    record(delivery, OutboxState.PENDING, delay, reason);
  }

  void dead(Delivery delivery, String reason) {
    record(delivery, OutboxState.DEAD, Duration.ZERO, reason);
  }

  /**
   * Does nothing when the lease has run out and another node has the row: its outcome counts then.
   */
  private void record(Delivery delivery, OutboxState state, Duration delay, String reason) {
    long now = clock.millis();
    inTransaction(entities ->
        entities
            .createQuery(RECORD)
            .setParameter("state", state)
            .setParameter("attempts", delivery.attempts() + 1)
            .setParameter("due", now + delay.toMillis())
            .setParameter("done", state == OutboxState.PENDING ? null : Long.valueOf(now))
            .setParameter("error", reason)
            .setParameter("id", delivery.id())
            .setParameter("lease", delivery.lease())
            .executeUpdate());
  }

  /** Makes every row that waits after a failure due now: the receiver has answered again. */
  void wakeWaiting() {
    long now = clock.millis();
    inTransaction(entities ->
        entities
            .createQuery(
                """
                update OutboxEntity o set o.dueAt = :now
                where o.state = :pending and o.lease is null and o.dueAt > :now
                """)
            .setParameter("pending", OutboxState.PENDING)
            .setParameter("now", now)
            .executeUpdate());
  }

  int purge(OutboxState state, Duration age) {
    long before = clock.millis() - age.toMillis();
    return inTransaction(entities ->
        entities
            .createQuery("delete from OutboxEntity o where o.state = :state and o.doneAt < :before")
            .setParameter("state", state)
            .setParameter("before", before)
            .executeUpdate());
  }

  QueueDepth depth() {
    return inTransaction(entities -> {
      Object[] row =
          entities
              .createQuery(
                  """
                  select count(case when o.state = :pending then 1 end), count(case when o.state = :dead then 1 end),
                    min(case when o.state = :pending then o.createdAt end)
                  from OutboxEntity o where o.state in (:pending, :dead)
                  """,
                  Object[].class)
              .setParameter("pending", OutboxState.PENDING)
              .setParameter("dead", OutboxState.DEAD)
              .getSingleResult();
      long oldest = row[2] == null ? 0 : Math.max(0, clock.millis() - (Long) row[2]);
      return new QueueDepth((Long) row[0], (Long) row[1], Duration.ofMillis(oldest));
    });
  }

  private <T> T inTransaction(Function<EntityManager, T> work) {
    return KeycloakModelUtils.runJobInTransactionWithResult(
        sessions,
        session -> work.apply(session.getProvider(JpaConnectionProvider.class).getEntityManager()));
  }
}
