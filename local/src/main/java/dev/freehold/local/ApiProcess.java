package dev.freehold.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The GraphQL API as a child process, from its jar and the folder {@code lib} beside it. */
public final class ApiProcess implements AutoCloseable {
  private final ApiSettings settings;
  private final ServerProcess process;

  ApiProcess(Path jar, ApiSettings settings, Path log, Consumer<Supervised> started) {
    this.settings = settings;
    this.process =
        new ServerProcess(
            "API",
            List.of(
                Java.executable(),
                "-Xmx512m",
                // A small heap of short-lived objects: a tenth more requests than with G1.
                "-XX:+UseParallelGC",
                // Written when it ends, read at the next start: half the start is loading classes.
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + jar.resolveSibling("freehold-api.jsa"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.toString()),
            settings.environment(),
            log,
            settings.managementUrl().resolve("/health/readiness"),
            started);
  }

  /** Starts it, if it does not run, and returns once it is ready for requests. */
  public void start() {
    process.start();
  }

  /** SIGTERM, then waits for its end. */
  public void stop() {
    process.stop();
  }

  /** SIGKILL. */
  public void kill() {
    process.kill();
  }

  public boolean isRunning() {
    return process.isRunning();
  }

  /** Where browsers reach it, without a trailing slash. */
  public URI url() {
    return settings.url();
  }

  /** Where {@code /health} and {@code /prometheus} answer. */
  public URI managementUrl() {
    return settings.managementUrl();
  }

  @Override
  public void close() {
    stop();
  }
}
