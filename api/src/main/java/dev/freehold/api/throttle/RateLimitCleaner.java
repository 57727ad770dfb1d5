package dev.freehold.api.throttle;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Forgets the keys that have their whole limit again. */
@Singleton
class RateLimitCleaner {
  private final RateLimitRepository counts;

  RateLimitCleaner(RateLimitRepository counts) {
    this.counts = counts;
  }

  @Scheduled(initialDelay = "1m", fixedDelay = "5m")
  void clean() {
    while (counts.deleteUnused() > 0) {
      // In portions, so that no transaction gets long.
    }
  }
}
