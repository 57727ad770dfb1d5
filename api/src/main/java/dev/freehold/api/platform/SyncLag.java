package dev.freehold.api.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * {@code freehold_sync_lag_seconds}: from a change in Keycloak to its row in Users. There from the
 * start, so that no alert waits for the first event.
 */
@Context
public class SyncLag {
  private final Timer timer;
  private final Clock clock;

  SyncLag(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    this.timer =
        Timer.builder("freehold.sync.lag")
            .description("From a change in Keycloak to its row in Users")
            .serviceLevelObjectives(
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                Duration.ofHours(1))
            .register(registry);
  }

  /** Call when the event's change is committed; clocks that differ count as no lag. */
  public void applied(Instant eventTime) {
    Duration lag = Duration.between(eventTime, clock.instant());
    timer.record(lag.isNegative() ? Duration.ZERO : lag);
  }
}
