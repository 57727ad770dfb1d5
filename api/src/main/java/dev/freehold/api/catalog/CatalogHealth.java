package dev.freehold.api.catalog;

import dev.freehold.api.platform.Health;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Whether GraphQL shows the tables as they are; it serves those it knows either way. */
@Singleton
class CatalogHealth implements HealthIndicator {
  private static final String NAME = "catalog";

  private final CatalogHolder holder;

  CatalogHealth(CatalogHolder holder) {
    this.holder = holder;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    CatalogHolder.Failure fault = holder.state().fault();
    return Mono.just(
        fault == null
            ? Health.result(NAME, HealthStatus.UP, Map.of())
            : Health.result(
                NAME,
                Health.DEGRADED,
                Map.of("message", fault.message(), "since", fault.at().toString())));
  }
}
