package dev.freehold.api.definition;

import java.time.Instant;
import java.util.List;

/**
 * A change of the company's tables that was carried out.
 *
 * @param name what was done to what, for people
 * @param statements in their order
 * @param createdBy an actor, as in the audit log
 */
record Migration(
    String id, String name, List<String> statements, Instant createdAt, String createdBy) {

  /** Migrations in their order. */
  record Page(int count, List<Migration> items) {}
}
