package dev.freehold.keycloak.outbox;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Puts the outbox tables into Keycloak's own database, so that one transaction holds the change and
 * its event.
 */
public final class OutboxEntityProviderFactory implements JpaEntityProviderFactory {
  /**
   * Keycloak names the change-tracking table after it: DATABASECHANGELOG_FREEHOLDOU. Do not change
   * it.
   */
  public static final String PROVIDER_ID = "freehold-outbox";

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
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}

  private static final class Entities implements JpaEntityProvider {
    @Override
    public List<Class<?>> getEntities() {
      return List.of(OutboxEntity.class, OutboxUserEntity.class);
    }

    @Override
    public String getChangelogLocation() {
      return "META-INF/freehold-outbox-changelog.xml";
    }

    @Override
    public String getFactoryId() {
      return PROVIDER_ID;
    }

    @Override
    public void close() {}
  }
}
