package dev.freehold.keycloak.claims;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Puts the platform's user ids and roles into Keycloak's own database, so that making a token asks
 * nobody else.
 */
public final class ClaimsEntityProviderFactory implements JpaEntityProviderFactory {
  /**
   * Keycloak names the change-tracking table after it: DATABASECHANGELOG_FREEHOLDCL. Do not change
   * it.
   */
  public static final String PROVIDER_ID = "freehold-claims";

  @Override
  public JpaEntityProvider create(KeycloakSession session) {
    return new Entities();
  }

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    factory.register(new ClaimsRemoval());
  }

  @Override
  public void close() {}

  private static final class Entities implements JpaEntityProvider {
    @Override
    public List<Class<?>> getEntities() {
      return List.of(ClaimsEntity.class);
    }

    @Override
    public String getChangelogLocation() {
      return "META-INF/freehold-claims-changelog.xml";
    }

    @Override
    public String getFactoryId() {
      return PROVIDER_ID;
    }

    @Override
    public void close() {}
  }
}
