package dev.freehold.api.platform;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * A node that hears of no changes and cannot ask either refuses everyone, so it is not ready. One
 * that can ask goes on, at a cost.
 */
@Singleton
class ChangeFeedHealth implements HealthIndicator {
  private final ChangeFeed feed;

  ChangeFeedHealth(ChangeFeed feed) {
    this.feed = feed;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromSupplier(() -> Health.result("changes", status(), Map.of()));
  }

  private HealthStatus status() {
    if (feed.hearing()) {
      return HealthStatus.UP;
    }
    return feed.cutOff() ? HealthStatus.DOWN : Health.DEGRADED;
  }
}
