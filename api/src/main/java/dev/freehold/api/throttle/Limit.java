package dev.freehold.api.throttle;

import java.time.Duration;

/**
 * How often something may happen for one key. All of it may be used at once; what was used comes
 * back evenly over the time.
 */
public record Limit(int times, Duration within) {
  public Limit {
    if (times < 1 || within.toMillis() < times) {
      throw new IllegalArgumentException("a limit allows something, and not every millisecond");
    }
  }
}
