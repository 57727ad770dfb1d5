package dev.freehold.api.platform;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The clock everything asks, so that tests can move time. */
@Factory
final class SystemClock {
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
