package dev.freehold.keycloak.sync;

import java.time.InstantSource;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Offers {@link SyncResource} below each realm of the administration API. */
public final class SyncResourceProviderFactory
    implements AdminRealmResourceProviderFactory, AdminRealmResourceProvider {
  /** The path below the realm. */
  public static final String PROVIDER_ID = "freehold-sync";

  @Override
  public AdminRealmResourceProvider create(KeycloakSession session) {
    return this;
  }

  @Override
  public Object getResource(
      KeycloakSession session,
      RealmModel realm,
      AdminPermissionEvaluator auth,
      AdminEventBuilder adminEvent) {
    AccountRepository accounts =
        new AccountRepository(
            session.getProvider(JpaConnectionProvider.class).getEntityManager(), realm.getId());
    return new SyncResource(accounts, session, realm, auth, InstantSource.system());
  }

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}
}
