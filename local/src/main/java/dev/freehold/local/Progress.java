package dev.freehold.local;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** Tells whoever waits what happens, each line with the seconds since the start. */
final class Progress {
  private final PrintStream out;
  private final Instant start = Instant.now();

  Progress(PrintStream out) {
    this.out = out;
  }

  synchronized void step(String what) {
    out.printf("[%3d s] %s%n", elapsed(), what);
    out.flush();
  }

  synchronized void say(String text) {
    out.println(text);
    out.flush();
  }

  long elapsed() {
    return Duration.between(start, Instant.now()).toSeconds();
  }
}
