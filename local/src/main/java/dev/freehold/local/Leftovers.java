package dev.freehold.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Notes in a folder which processes run, so that the next start can stop those that outlived a
 * killed launcher. A process is recognised by pid, start time and program: a pid alone may belong
 * to another by now.
 */
final class Leftovers {
  private static final Duration GRACE = Duration.ofSeconds(15);
  // The system's boot time, which start times are counted from, is adjusted with the clock.
  private static final Duration CLOCK_SLACK = Duration.ofSeconds(3);

  private final Path folder;

  Leftovers(Path folder) {
    this.folder = folder;
  }

  void note(Supervised process) {
    ProcessHandle.Info info = process.handle().info();
    try {
      Files.createDirectories(folder);
      Files.write(
          note(process.name()),
          List.of(
              Long.toString(process.handle().pid()),
              info.startInstant().orElse(Instant.EPOCH).toString(),
              info.command().orElse("")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void forget(String name) {
    try {
      Files.deleteIfExists(note(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops what earlier starts left running and returns their names. */
  List<String> stop() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> notes = Files.list(folder)) {
      return notes.sorted().map(this::stop).flatMap(Optional::stream).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGTERM, and SIGKILL when that was not heard. */
  static void end(ProcessHandle process) {
    process.destroy();
    if (!hasEnded(process)) {
      process.destroyForcibly();
      hasEnded(process);
    }
  }

  /**
   * Whether that process is the one that was started at {@code start} with the program {@code
   * command}.
   */
  static boolean is(ProcessHandle process, Instant start, String command) {
    Optional<Instant> started = process.info().startInstant();
    return process.isAlive()
        && started.isPresent()
        && Duration.between(started.get(), start).abs().compareTo(CLOCK_SLACK) < 0
        && process.info().command().orElse("").equals(command);
  }

  private Optional<String> stop(Path note) {
    try {
      List<String> lines = Files.readAllLines(note);
      Optional<ProcessHandle> process =
          lines.size() < 3
              ? Optional.empty()
              : ProcessHandle.of(Long.parseLong(lines.get(0)))
                  .filter(found -> is(found, Instant.parse(lines.get(1)), lines.get(2)));
      process.ifPresent(Leftovers::end);
      Files.delete(note);
      return process.map(found -> note.getFileName().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path note(String name) {
    return folder.resolve(name);
  }

  private static boolean hasEnded(ProcessHandle process) {
    try {
      process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
