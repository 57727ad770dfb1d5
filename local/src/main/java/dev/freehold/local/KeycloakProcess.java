package dev.freehold.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Keycloak's distribution as a child process. */
final class KeycloakProcess implements KeycloakServer {
  private final KeycloakSettings settings;
  private final ServerProcess process;

  /** {@code home} is a built server, {@code started} is told of each start. */
  KeycloakProcess(Path home, KeycloakSettings settings, Path log, Consumer<Supervised> started) {
    this.settings = settings;
    this.process =
        new ServerProcess(
            "Keycloak",
            KeycloakDistribution.command(home, List.of("start", "--optimized")),
            settings.environment(),
            log,
            settings.managementUrl().resolve("/health/ready"),
            started);
  }

  @Override
  public void start() {
    process.start();
  }

  @Override
  public void stop() {
    process.stop();
  }

  @Override
  public void kill() {
    process.kill();
  }

  @Override
  public boolean isRunning() {
    return process.isRunning();
  }

  @Override
  public URI url() {
    return settings.url();
  }

  @Override
  public URI managementUrl() {
    return settings.managementUrl();
  }
}
