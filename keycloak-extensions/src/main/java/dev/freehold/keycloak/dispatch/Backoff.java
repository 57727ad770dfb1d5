package dev.freehold.keycloak.dispatch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: the n-th wait is drawn evenly from nothing up to {@code
 * base * 2^(n-1)}, at most {@code max}, so that nodes and rows that failed together do not return
 * together.
 */
record Backoff(Duration base, Duration max) {
  private static final int MAX_DOUBLINGS = 30;

  Backoff {
    if (base.isZero() || base.isNegative() || max.compareTo(base) < 0) {
      throw new IllegalArgumentException("back-off must be positive and its maximum no less");
    }
  }

  /**
   * @param failures how often it failed in a row, at least 1
   */
  Duration delay(int failures, RandomGenerator random) {
    return Duration.ofMillis(random.nextLong(ceiling(failures).toMillis() + 1));
  }

  Duration ceiling(int failures) {
    int doublings = Math.min(Math.max(failures, 1) - 1, MAX_DOUBLINGS);
    // Halving the maximum instead of doubling the base cannot overflow.
    return max.toMillis() >> doublings < base.toMillis()
        ? max
        : Duration.ofMillis(base.toMillis() << doublings);
  }
}
