package dev.freehold.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process this one started, its output in a file. */
final class ChildProcess implements Supervised {
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final String name;
  private final Process process;
  private final Path log;

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts the command with this process's environment plus {@code environment}; output is appended
   * to {@code log}.
   */
  static ChildProcess start(
      String name, List<String> command, Map<String, String> environment, Path folder, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // What is set for this process (FREEHOLD_API_PORT, KC_…) must not leak in under another
    // meaning.
    builder
        .environment()
        .keySet()
        .removeIf(key -> key.startsWith("KC_") || key.startsWith("FREEHOLD_"));
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      return new ChildProcess(name, builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " could not be started", e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ProcessHandle handle() {
    return process.toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  /** Asks it to end (SIGTERM) and waits; after 20 s it is killed. */
  void stop() {
    process.destroy();
    if (!waitFor(GRACE)) {
      kill();
    }
  }

  /** SIGKILL: it gets no chance to finish anything. */
  void kill() {
    process.destroyForcibly();
    waitFor(GRACE);
  }

  @Override
  public String tail() {
    return LogFile.tail(log);
  }

  private boolean waitFor(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
