package dev.freehold.keycloak.outbox;

import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Collects the changes of one Keycloak transaction and writes them in its prepare phase. Whatever
 * fails here, the change itself is rolled back with it.
 */
final class OutboxTransaction extends AbstractKeycloakTransaction {
  private final OutboxWriter writer;
  private final Map<String, UserChange> changes = new LinkedHashMap<>();
  private final Map<String, RealmChange> realms = new LinkedHashMap<>();
  private final SessionRepository sessions;
  private RuntimeException failure;

  private OutboxTransaction(EntityManager entities) {
    this.writer = new OutboxWriter(entities);
    this.sessions = new SessionRepository(entities);
  }

  /**
   * @param committed runs after the commit, only if it succeeded
   */
  static OutboxTransaction enlist(KeycloakSession session, Runnable committed) {
    // Getting the entity manager enlists it; in the prepare phase that would come too late.
    EntityManager entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    OutboxTransaction transaction = new OutboxTransaction(entities);
    session.getTransactionManager().enlistPrepare(transaction);
    session.getTransactionManager().enlistAfterCompletion(new AfterCommit(committed));
    return transaction;
  }

  UserChange change(RealmModel realm, String profileId, String subject) {
    return changes.computeIfAbsent(
        realm.getId() + '/' + subject, key -> new UserChange(realm, profileId, subject));
  }

  RealmChange change(RealmModel realm, String profileId) {
    return realms.computeIfAbsent(realm.getId(), key -> new RealmChange(realm, profileId));
  }

  SessionRepository sessions() {
    return sessions;
  }

  /** Keycloak swallows what a listener throws: keep it, and let the transaction fail with it. */
  void fail(RuntimeException cause) {
    failure = failure == null ? cause : failure;
  }

  @Override
  protected void commitImpl() {
    if (failure != null) {
      throw new IllegalStateException("The event of this change could not be captured", failure);
    }
    writer.write(changes.values(), realms.values());
  }

  @Override
  protected void rollbackImpl() {
    changes.clear();
    realms.clear();
  }

  private static final class AfterCommit extends AbstractKeycloakTransaction {
    private final Runnable committed;

    AfterCommit(Runnable committed) {
      this.committed = committed;
    }

    @Override
    protected void commitImpl() {
      committed.run();
    }

    @Override
    protected void rollbackImpl() {}
  }
}
