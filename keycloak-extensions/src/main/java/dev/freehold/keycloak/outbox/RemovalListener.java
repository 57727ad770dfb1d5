package dev.freehold.keycloak.outbox;

import jakarta.persistence.EntityManager;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Hears of removals, which Keycloak tells as provider events, inside the transaction that removes.
 */
public final class RemovalListener implements ProviderEventListener {
  @Override
  public void onEvent(ProviderEvent event) {
    if (event instanceof UserModel.UserPreRemovedEvent removal) {
      if (removal
              .getKeycloakSession()
              .getProvider(EventListenerProvider.class, OutboxEventListener.PROVIDER_ID)
          instanceof OutboxEventListener listener) {
        listener.removing(removal.getRealm(), removal.getUser());
      }
    } else if (event instanceof RealmModel.RealmRemovedEvent removal) {
      forget(removal.getKeycloakSession(), removal.getRealm());
    }
  }

  /** With its realm, a user's history has nobody left to be told to. */
  private static void forget(KeycloakSession session, RealmModel realm) {
    EntityManager entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    for (String entity : new String[] {"OutboxEntity", "OutboxUserEntity"}) {
      entities
          .createQuery("delete from " + entity + " where realmId = :realm")
          .setParameter("realm", realm.getId())
          .executeUpdate();
    }
  }
}
