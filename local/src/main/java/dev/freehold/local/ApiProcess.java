package dev.freehold.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The GraphQL API as a child process, from its jar and the folder {@code lib} beside it. */
public final class ApiProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Path jar;
  private final ApiSettings settings;
  private final Path log;
  private volatile ChildProcess process;

  ApiProcess(Path jar, ApiSettings settings, Path log) {
    this.jar = jar;
    this.settings = settings;
    this.log = log;
  }

  /** Starts it, if it does not run, and returns once it is ready for requests. */
  public synchronized void start() {
    if (isRunning()) {
      return;
    }
    ChildProcess started =
        ChildProcess.start(
            "API",
            List.of(
                Java.executable(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.toAbsolutePath().toString()),
            settings.environment(),
            jar.toAbsolutePath().getParent(),
            log);
    process = started;
    try {
      Readiness.await(
          settings.managementUrl().resolve("/health/readiness"), START_LIMIT, started::isAlive);
    } catch (IllegalStateException e) {
      started.kill();
      throw new IllegalStateException("The API did not start:\n" + started.tail(), e);
    }
  }

  /** SIGTERM, then waits for its end. */
  public synchronized void stop() {
    if (isRunning()) {
      process.stop();
    }
  }

  /** SIGKILL. */
  public synchronized void kill() {
    if (isRunning()) {
      process.kill();
    }
  }

  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Where browsers reach it, without a trailing slash. */
  public URI url() {
    return settings.url();
  }

  /** Where {@code /health} and {@code /prometheus} answer. */
  public URI managementUrl() {
    return settings.managementUrl();
  }

  /** The running process; null before the first start. */
  ChildProcess process() {
    return process;
  }

  @Override
  public void close() {
    stop();
  }
}
