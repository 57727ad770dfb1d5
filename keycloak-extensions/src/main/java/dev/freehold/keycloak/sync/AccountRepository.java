package dev.freehold.keycloak.sync;

import dev.freehold.keycloak.outbox.OutboxState;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The accounts of one realm as the database has them, beside the heads of their events. Accounts
 * that an external store keeps to itself are not among them.
 */
final class AccountRepository {
  private static final String PAGE =
      """
      select u.id as subject, coalesce(h.sequence, 0L) as sequence,
        case when exists (select 1 from OutboxEntity o where o.subject = u.id and o.state = :pending)
          then true else false end as pending,
        u.email as email, u.emailVerified as emailVerified, u.firstName as firstName,
        u.lastName as lastName, u.enabled as enabled
      from UserEntity u left join OutboxUserEntity h on h.subject = u.id
      where u.realmId = :realm and u.serviceAccountClientLink is null and u.id > :after
      order by u.id
      """;
  private static final String PRESENT =
      "select u.id from UserEntity u where u.realmId = :realm and u.id in (:ids)";
  private static final String PENDING =
      """
      select distinct o.subject from OutboxEntity o
      where o.realmId = :realm and o.subject in (:ids) and o.state = :pending
      """;
  private static final String DEPTH =
      """
      select count(case when o.state = :pending then 1 end), count(case when o.state = :dead then 1 end),
        min(case when o.state = :pending then o.createdAt end)
      from OutboxEntity o where o.realmId = :realm and o.state in (:pending, :dead)
      """;

  private final EntityManager entities;
  private final String realmId;

  AccountRepository(EntityManager entities, String realmId) {
    this.entities = entities;
    this.realmId = realmId;
  }

  List<AccountState> page(String after, int max) {
    return entities
        .createQuery(PAGE, Tuple.class)
        .setParameter("pending", OutboxState.PENDING)
        .setParameter("realm", realmId)
        .setParameter("after", after)
        .setMaxResults(max)
        .getResultStream()
        .map(AccountRepository::state)
        .toList();
  }

  Set<String> present(Collection<String> ids) {
    return ids.isEmpty()
        ? Set.of()
        : new HashSet<>(
            entities
                .createQuery(PRESENT, String.class)
                .setParameter("realm", realmId)
                .setParameter("ids", ids)
                .getResultList());
  }

  List<String> pending(Collection<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : entities
            .createQuery(PENDING, String.class)
            .setParameter("realm", realmId)
            .setParameter("ids", ids)
            .setParameter("pending", OutboxState.PENDING)
            .getResultList();
  }

  SyncStatus status(long now) {
    Object[] row =
        entities
            .createQuery(DEPTH, Object[].class)
            .setParameter("realm", realmId)
            .setParameter("pending", OutboxState.PENDING)
            .setParameter("dead", OutboxState.DEAD)
            .getSingleResult();
    double oldest = row[2] == null ? 0 : Math.max(0, now - (Long) row[2]) / 1000.0;
    return new SyncStatus((Long) row[0], (Long) row[1], oldest);
  }

  private static AccountState state(Tuple row) {
    return new AccountState(
        row.get("subject", String.class),
        row.get("sequence", Long.class),
        row.get("pending", Boolean.class),
        row.get("email", String.class),
        row.get("emailVerified", Boolean.class),
        row.get("firstName", String.class),
        row.get("lastName", String.class),
        row.get("enabled", Boolean.class));
  }
}
