package dev.freehold.keycloak.outbox;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/**
 * The log-in sessions, online and offline, as the database has them. A session that ends in this
 * transaction is still there: Keycloak removes its row last.
 */
final class SessionRepository {
  private final EntityManager entities;

  SessionRepository(EntityManager entities) {
    this.entities = entities;
  }

  List<String> of(String realmId, String subject) {
    return entities
        .createQuery(
            """
            select distinct s.userSessionId from PersistentUserSessionEntity s
            where s.realmId = :realm and s.userId = :user order by s.userSessionId
            """,
            String.class)
        .setParameter("realm", realmId)
        .setParameter("user", subject)
        .getResultList();
  }

  Optional<String> userOf(String realmId, String sessionId) {
    return entities
        .createQuery(
            """
            select distinct s.userId from PersistentUserSessionEntity s
            where s.realmId = :realm and s.userSessionId = :id
            """,
            String.class)
        .setParameter("realm", realmId)
        .setParameter("id", sessionId)
        .getResultStream()
        .findFirst();
  }
}
