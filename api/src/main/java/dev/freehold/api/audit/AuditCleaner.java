package dev.freehold.api.audit;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Forgets old entries, only where a setting says so: without it the audit log is kept for ever. */
@Singleton
@Requires(property = "freehold.audit.retention-days")
class AuditCleaner {
  private static final int PORTION = 5_000;

  private final AuditRepository rows;
  private final int days;

  AuditCleaner(AuditRepository rows, @Property(name = "freehold.audit.retention-days") int days) {
    this.rows = rows;
    this.days = days;
  }

  @Scheduled(initialDelay = "7m", fixedDelay = "1h")
  void clean() {
    while (rows.forget(days, PORTION) == PORTION) {
      // In portions, so that no transaction gets long.
    }
  }
}
