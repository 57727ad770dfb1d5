package dev.freehold.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * PostgreSQL refuses to start while {@code postmaster.pid} names a living process, whoever that is
 * by now. Before a start the server named there is stopped when it is the one that wrote the file;
 * otherwise the file is out of date and goes.
 */
final class StalePostmaster {
  private static final Duration SLACK = Duration.ofSeconds(10);

  private StalePostmaster() {}

  /** Call it only while no other launcher can start a server on this folder. */
  static void clear(Path data) {
    Path file = data.resolve("postmaster.pid");
    try {
      if (Files.exists(file)) {
        // pid, data folder, start time in seconds, port, …
        List<String> lines = Files.readAllLines(file);
        if (lines.size() > 2) {
          Instant start = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
          ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
              .filter(process -> wrote(process, start))
              .ifPresent(Leftovers::end);
        }
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server behind {@code postmaster.pid}. */
  static ProcessHandle running(Path data) {
    try {
      long pid =
          Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
      return ProcessHandle.of(pid)
          .orElseThrow(() -> new IllegalStateException("PostgreSQL ended at once"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean wrote(ProcessHandle process, Instant start) {
    ProcessHandle.Info info = process.info();
    return info.command().map(command -> command.contains("postgres")).orElse(false)
        && info.startInstant()
            .map(started -> Duration.between(started, start).abs().compareTo(SLACK) < 0)
            .orElse(false);
  }
}
