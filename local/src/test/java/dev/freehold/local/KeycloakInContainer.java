package dev.freehold.local;

import dasniko.testcontainers.keycloak.ExtendableKeycloakContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.images.PullPolicy;

/**
 * Keycloak's official image with our jars. It shares the host's network: PostgreSQL, the mail
 * catcher and the API stay on loopback, and every address is the same as with the distribution.
 */
final class KeycloakInContainer implements KeycloakServer {
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private final KeycloakSettings settings;
  private final Container container;

  KeycloakInContainer(String version, List<Path> providers, KeycloakSettings settings, Path log) {
    this.settings = settings;
    this.container =
        new Container("quay.io/keycloak/keycloak:" + version, settings)
            .withProviderLibsFrom(providers.stream().map(Path::toFile).toList())
            .withImagePullPolicy(PullPolicy.defaultPolicy())
            .withStartupTimeout(START_LIMIT)
            .withNetworkMode("host")
            .withLogConsumer(frame -> append(frame, log));
  }

  @Override
  public synchronized void start() {
    if (container.getContainerId() == null) {
      container.start();
    } else if (!isRunning()) {
      container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
      container.awaitReady();
    }
  }

  @Override
  public synchronized void stop() {
    if (isRunning()) {
      container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
    }
  }

  @Override
  public synchronized void kill() {
    if (isRunning()) {
      container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }
  }

  @Override
  public boolean isRunning() {
    return container.getContainerId() != null && container.isRunning();
  }

  @Override
  public URI url() {
    return settings.url();
  }

  @Override
  public URI managementUrl() {
    return settings.managementUrl();
  }

  @Override
  public void close() {
    container.stop();
  }

  private static void append(OutputFrame frame, Path log) {
    try {
      Files.write(
          log,
          frame.getBytes() == null ? new byte[0] : frame.getBytes(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The library's container publishes ports and waits on them; on the host's network there are none
   * to publish.
   */
  private static final class Container extends ExtendableKeycloakContainer<Container> {
    private final KeycloakSettings settings;

    Container(String image, KeycloakSettings settings) {
      super(image);
      this.settings = settings;
    }

    @Override
    protected void configure() {
      withProductionMode();
      super.configure();
      withEnv(
          Map.of(
              "KC_DB", "postgres",
              "KC_HEALTH_ENABLED", "true",
              "KC_METRICS_ENABLED", "true"));
      withEnv(settings.environment());
      setExposedPorts(List.of());
      setWaitStrategy(
          new AbstractWaitStrategy() {
            @Override
            protected void waitUntilReady() {
              awaitReady();
            }
          });
    }

    private void awaitReady() {
      Readiness.await(
          settings.managementUrl().resolve("/health/ready"), START_LIMIT, this::isRunning);
    }
  }
}
