package dev.freehold.local.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Prints the figures and keeps them in {@code local/target/benchmark.md}. */
final class Report {
  private static final Path FILE = Path.of("target", "benchmark.md");

  private Report() {}

  /** Who measured: it starts the report anew. */
  static void begin() throws IOException {
    Files.deleteIfExists(FILE);
    write("Measured " + Instant.now() + ": " + machine());
  }

  static void section(String title) {
    write(System.lineSeparator() + "## " + title);
  }

  static void line(String what, Object figures) {
    write("- " + what + ": " + figures);
  }

  private static String machine() {
    return String.format(
        Locale.ROOT,
        "%d processors (%s), Java %s, PostgreSQL, Keycloak, API and load on this one machine",
        Runtime.getRuntime().availableProcessors(),
        processor().orElse(System.getProperty("os.arch")),
        Runtime.version());
  }

  private static Optional<String> processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.split(":", 2)[1].trim())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void write(String text) {
    System.out.println(text);
    try {
      Files.writeString(
          FILE,
          text + System.lineSeparator(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
