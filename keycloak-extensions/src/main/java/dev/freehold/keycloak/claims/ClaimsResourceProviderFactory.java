package dev.freehold.keycloak.claims;

import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Offers {@link ClaimsResource} below each realm of the administration API. */
public final class ClaimsResourceProviderFactory
    implements AdminRealmResourceProviderFactory, AdminRealmResourceProvider {
  /** The path below the realm. */
  public static final String PROVIDER_ID = "freehold-claims";

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
    ClaimsRepository claims =
        new ClaimsRepository(
            session.getProvider(JpaConnectionProvider.class).getEntityManager(), realm.getId());
    return new ClaimsResource(claims, session, realm, auth);
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
