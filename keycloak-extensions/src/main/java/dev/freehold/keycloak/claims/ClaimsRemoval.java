package dev.freehold.keycloak.claims;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/** Forgets what was said of an account in the transaction that removes it or its realm. */
final class ClaimsRemoval implements ProviderEventListener {
  @Override
  public void onEvent(ProviderEvent event) {
    if (event instanceof UserModel.UserPreRemovedEvent removal) {
      forget(entities(removal.getKeycloakSession()), removal.getUser().getId());
    } else if (event instanceof RealmModel.RealmRemovedEvent removal) {
      entities(removal.getKeycloakSession())
          .createQuery("delete from ClaimsEntity c where c.realmId = :realm")
          .setParameter("realm", removal.getRealm().getId())
          .executeUpdate();
    }
  }

  private static void forget(EntityManager entities, String subject) {
    // A push that is writing about the account holds this lock: what it writes is seen, or it
    // finds the account gone.
    entities.find(UserEntity.class, subject, LockModeType.PESSIMISTIC_WRITE);
    entities
        .createQuery("delete from ClaimsEntity c where c.subject = :subject")
        .setParameter("subject", subject)
        .executeUpdate();
  }

  private static EntityManager entities(KeycloakSession session) {
    return session.getProvider(JpaConnectionProvider.class).getEntityManager();
  }
}
