package dev.freehold.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A server that runs as a child process and may be started again after it ended. */
final class ServerProcess {
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private final URI ready;
  private final Consumer<Supervised> started;
  private ChildProcess process;

  /**
   * @param log where its output is appended
   * @param ready answers 200 once it takes requests
   * @param started is told of each start
   */
  ServerProcess(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path log,
      URI ready,
      Consumer<Supervised> started) {
    this.name = name;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.log = log;
    this.ready = ready;
    this.started = started;
  }

  /**
   * Starts it, if it does not run, and returns once it is ready. It may be stopped meanwhile.
   *
   * @throws IllegalStateException with the last lines of its output when it does not get ready
   */
  void start() {
    if (isRunning()) {
      return;
    }
    ChildProcess child = launch();
    try {
      Readiness.await(ready, START_LIMIT, child::isAlive);
    } catch (IllegalStateException e) {
      child.kill();
      throw new IllegalStateException(
          name + " did not start: " + e.getMessage() + "\n" + child.tail(), e);
    }
  }

  /** SIGTERM, then waits for its end. */
  synchronized void stop() {
    if (isRunning()) {
      process.stop();
    }
  }

  /** SIGKILL. */
  synchronized void kill() {
    if (isRunning()) {
      process.kill();
    }
  }

  synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  private synchronized ChildProcess launch() {
    process = ChildProcess.start(name, command, environment, log.toAbsolutePath().getParent(), log);
    started.accept(process);
    return process;
  }
}
