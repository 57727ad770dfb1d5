package dev.freehold.keycloak.dispatch;

import dev.freehold.keycloak.outbox.OutboxEntity;
import dev.freehold.keycloak.outbox.OutboxState;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.List;

/** The dead letters of one realm. */
final class DeadLetterRepository {
  private final EntityManager entities;
  private final String realmId;

  DeadLetterRepository(EntityManager entities, String realmId) {
    this.entities = entities;
    this.realmId = realmId;
  }

  List<DeadLetter> list(int first, int max) {
    return entities
        .createQuery(
            """
            select o from OutboxEntity o where o.realmId = :realm and o.state = :dead
            order by o.createdAt, o.subject, o.sequence
            """,
            OutboxEntity.class)
        .setParameter("realm", realmId)
        .setParameter("dead", OutboxState.DEAD)
        .setFirstResult(first)
        .setMaxResults(max)
        .getResultStream()
        .map(row ->
            new DeadLetter(
                row.id,
                row.type,
                row.subject,
                row.sequence,
                row.attempts,
                row.createdAt,
                row.doneAt == null ? 0 : row.doneAt,
                row.lastError))
        .toList();
  }

  /** Puts dead letters back into the queue with all their attempts; tells how many. */
  int replayAll(long now) {
    return replay("").setParameter("now", now).executeUpdate();
  }

  /** The same for those of the given ids that are dead letters of this realm. */
  int replay(Collection<String> ids, long now) {
    return ids.isEmpty()
        ? 0
        : replay(" and o.id in (:ids)")
            .setParameter("ids", ids)
            .setParameter("now", now)
            .executeUpdate();
  }

  private Query replay(String which) {
    return entities
        .createQuery(
            "update OutboxEntity o set o.state = :pending, o.attempts = 0, o.dueAt = :now, o.doneAt = null"
                + " where o.realmId = :realm and o.state = :dead"
                + which)
        .setParameter("pending", OutboxState.PENDING)
        .setParameter("dead", OutboxState.DEAD)
        .setParameter("realm", realmId);
  }
}
