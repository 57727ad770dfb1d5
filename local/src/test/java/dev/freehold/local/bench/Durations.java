package dev.freehold.local.bench;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Measured times in nanoseconds, sorted. */
record Durations(List<Long> sorted) {
  static Durations of(Collection<Long> nanos) {
    return new Durations(nanos.stream().sorted().toList());
  }

  /** Milliseconds below which the given share (0 to 1) of the times lies: the nearest rank. */
  double millis(double share) {
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(0, rank - 1)) / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.1f ms, p99 %.1f ms, longest %.1f ms (n = %d)",
        millis(0.5),
        millis(0.99),
        millis(1),
        sorted.size());
  }
}
