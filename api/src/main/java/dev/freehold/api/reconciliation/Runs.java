package dev.freehold.api.reconciliation;

import dev.freehold.api.platform.Ids;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Where runs are asked for; the database tells all nodes at commit. */
@Singleton
class Runs {
  private final RunRepository rows;

  Runs(RunRepository rows) {
    this.rows = rows;
  }

  /** Empty while another run of the profile is not finished. */
  Optional<UUID> request(UUID profileId, String askedBy, boolean dryRun, boolean force) {
    UUID id = Ids.next();
    boolean made = rows.insert(id, profileId, askedBy, dryRun, force) == 1;
    return made ? Optional.of(id) : Optional.empty();
  }
}
