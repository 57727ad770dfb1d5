package dev.freehold.keycloak.dispatch;

import dev.freehold.keycloak.outbox.OutboxState;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What is done beside deliveries: removing rows that are old enough, and looking how full the
 * outbox is.
 */
final class Housekeeping {
  private static final Duration PURGE_EVERY = Duration.ofMinutes(5);
  private static final Duration MEASURE_EVERY = Duration.ofSeconds(5);

  private final OutboxQueue queue;
  private final OutboxMetrics metrics;
  private final DispatchSettings settings;
  private final InstantSource clock;
  private long nextPurge;
  private long nextMeasure;

  Housekeeping(
      OutboxQueue queue, OutboxMetrics metrics, DispatchSettings settings, InstantSource clock) {
    this.queue = queue;
    this.metrics = metrics;
    this.settings = settings;
    this.clock = clock;
  }

  /** Cheap when nothing is due, so it may be called in every round. */
  void run() {
    long now = clock.millis();
    if (now >= nextMeasure) {
      nextMeasure = now + MEASURE_EVERY.toMillis();
      metrics.depth(queue.depth());
    }
    if (now >= nextPurge) {
      nextPurge = now + PURGE_EVERY.toMillis();
      queue.purge(OutboxState.DELIVERED, settings.retention());
      queue.purge(OutboxState.DEAD, settings.deadRetention());
    }
  }
}
