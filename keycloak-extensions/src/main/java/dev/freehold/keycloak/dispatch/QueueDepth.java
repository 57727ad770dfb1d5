package dev.freehold.keycloak.dispatch;

import java.time.Duration;

/**
 * How full the outbox is.
 *
 * @param oldest age of the oldest pending event, zero when none is
 */
record QueueDepth(long pending, long dead, Duration oldest) {
  static final QueueDepth EMPTY = new QueueDepth(0, 0, Duration.ZERO);
}
