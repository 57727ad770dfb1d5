package dev.freehold.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Keycloak's distribution as a child process. */
final class KeycloakProcess implements KeycloakServer {
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private final Path home;
  private final KeycloakSettings settings;
  private final Path log;
  private volatile ChildProcess process;

  KeycloakProcess(Path home, KeycloakSettings settings, Path log) {
    this.home = home;
    this.settings = settings;
    this.log = log;
  }

  @Override
  public synchronized void start() {
    if (isRunning()) {
      return;
    }
    ChildProcess started =
        ChildProcess.start(
            "Keycloak",
            KeycloakDistribution.command(home, List.of("start", "--optimized")),
            settings.environment(),
            home,
            log);
    process = started;
    try {
      Readiness.await(
          settings.managementUrl().resolve("/health/ready"), START_LIMIT, started::isAlive);
    } catch (IllegalStateException e) {
      started.kill();
      throw new IllegalStateException("Keycloak did not start:\n" + started.tail(), e);
    }
  }

  @Override
  public synchronized void stop() {
    if (isRunning()) {
      process.stop();
    }
  }

  @Override
  public synchronized void kill() {
    if (isRunning()) {
      process.kill();
    }
  }

  @Override
  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  @Override
  public URI url() {
    return settings.url();
  }

  @Override
  public URI managementUrl() {
    return settings.managementUrl();
  }

  /** The running process; null before the first start. */
  ChildProcess process() {
    return process;
  }
}
