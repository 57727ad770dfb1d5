package dev.freehold.api.reconciliation;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** How well Users keeps in step with the realms. */
record SyncStatusView(List<OfProfile> profiles) {
  /**
   * One profile's.
   *
   * @param backlog events that wait in Keycloak; it and the two that follow are null while Keycloak
   *     does not answer
   * @param lagSeconds of the last event, from the change to its row
   */
  record OfProfile(
      UUID profileId,
      String profile,
      @Nullable Long backlog,
      @Nullable Double oldestSeconds,
      @Nullable Long deadLetters,
      @Nullable String problem,
      @Nullable Instant lastEventAt,
      @Nullable Double lagSeconds,
      @Nullable Double lagSecondsP99,
      @Nullable RunView lastRun,
      @Nullable RunView currentRun) {}
}
