package dev.freehold.keycloak.dispatch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * The outbox in Keycloak's own metrics; without {@code metrics-enabled} the registry takes them and
 * shows them to nobody.
 */
final class OutboxMetrics {
  private final MeterRegistry registry;
  private final Timer lag;
  private volatile QueueDepth depth = QueueDepth.EMPTY;

  OutboxMetrics(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("freehold.outbox.pending", () -> depth.pending())
        .description("Events that wait for delivery")
        .register(registry);
    Gauge.builder("freehold.outbox.dead", () -> depth.dead())
        .description("Dead letters")
        .register(registry);
    Gauge.builder("freehold.outbox.oldest", () -> depth.oldest().toMillis() / 1000.0)
        .description("Age of the oldest event that waits")
        .baseUnit("seconds")
        .register(registry);
    lag =
        Timer.builder("freehold.outbox.lag")
            .description("From the change to the receiver's answer")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
  }

  void depth(QueueDepth now) {
    depth = now;
  }

  void delivered(Duration since) {
    lag.record(since);
  }

  void failed(String kind) {
    registry.counter("freehold.outbox.failures", "kind", kind).increment();
  }

  void died() {
    registry.counter("freehold.outbox.died").increment();
  }
}
