package dev.freehold.api.reconciliation;

import dev.freehold.api.platform.Ids;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Where runs are asked for. */
@Singleton
class Runs {
  private final RunRepository rows;
  private volatile Runnable listener = () -> {};

  Runs(RunRepository rows) {
    this.rows = rows;
  }

  /** Called when a run was asked for on this node; other nodes find it by themselves. */
  void onRequest(Runnable call) {
    listener = call;
  }

  /** Empty while another run of the profile is not finished. */
  Optional<UUID> request(UUID profileId, String askedBy, boolean dryRun, boolean force) {
    UUID id = Ids.next();
    boolean made = rows.insert(id, profileId, askedBy, dryRun, force) == 1;
    return made ? Optional.of(id) : Optional.empty();
  }

  /** To be called after the commit. */
  void start() {
    listener.run();
  }
}
