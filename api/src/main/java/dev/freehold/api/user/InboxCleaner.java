package dev.freehold.api.user;

import io.micronaut.context.annotation.Property;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Forgets old events. What one of them would change is guarded by its sequence all the same. */
@Singleton
class InboxCleaner {
  private final InboxRepository inbox;
  private final int days;

  InboxCleaner(
      InboxRepository inbox,
      @Property(name = "freehold.inbox.retention-days", defaultValue = "30") int days) {
    this.inbox = inbox;
    this.days = days;
  }

  @Scheduled(initialDelay = "5m", fixedDelay = "1h")
  void clean() {
    while (inbox.deleteOlderThanDays(days) > 0) {
      // In portions, so that no transaction gets long.
    }
  }
}
