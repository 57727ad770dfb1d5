package dev.freehold.keycloak.dispatch;

import dev.freehold.keycloak.outbox.OutboxEventListener;
import dev.freehold.keycloak.outbox.RemovalListener;
import io.micrometer.core.instrument.Metrics;
import java.time.InstantSource;
import java.util.Random;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/**
 * Listens in every realm without any realm setting, and starts the dispatcher once the database is
 * migrated. Unsafe configuration keeps Keycloak from starting.
 */
public final class OutboxEventListenerFactory implements EventListenerProviderFactory {
  private static final Logger LOG = Logger.getLogger(OutboxEventListenerFactory.class);

  private DispatchSettings settings;
  private volatile Dispatcher dispatcher;

  @Override
  public EventListenerProvider create(KeycloakSession session) {
    return new OutboxEventListener(session, this::wake);
  }

  private void wake() {
    Dispatcher current = dispatcher;
    if (current != null) {
      current.wake();
    }
  }

  @Override
  public void init(Config.Scope config) {
    settings = DispatchSettings.read(config::get);
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    factory.register(new RemovalListener());
    factory.register(event -> {
      if (event instanceof PostMigrationEvent) {
        start(factory);
      }
    });
  }

  private synchronized void start(KeycloakSessionFactory factory) {
    if (settings.receiver().isEmpty()) {
      LOG.warn(
          "No receiver is configured (spi-events-listener--freehold-outbox--url and --secret): "
              + "users' events are kept in the database and none is sent");
      return;
    }
    if (dispatcher != null) {
      return;
    }
    InstantSource clock = InstantSource.system();
    dispatcher =
        Dispatcher.of(
            new OutboxQueue(factory, clock),
            settings.receiver().get(),
            new OutboxMetrics(Metrics.globalRegistry),
            settings,
            clock,
            new Random());
    dispatcher.start();
    LOG.infof("Sending users' events to %s", settings.receiver().get().url());
  }

  @Override
  public void close() {
    Dispatcher current = dispatcher;
    if (current != null) {
      current.stop();
    }
  }

  @Override
  public String getId() {
    return OutboxEventListener.PROVIDER_ID;
  }

  @Override
  public boolean isGlobal() {
    return true;
  }
}
