package dev.freehold.api.reconciliation;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * When realms are compared, and how much a comparison may remove without being forced.
 *
 * @param every from the start of one run to that of the next; zero: only when asked
 * @param firstAfter from the start of the API to the first look whether a run is due
 * @param removalsPercent of the profile's identities, at most; 5 identities are always allowed
 * @param removalsMost identities, at most
 * @param retentionDays how long finished runs are kept
 */
@ConfigurationProperties("freehold.reconciliation")
record ReconciliationSettings(
    @Bindable(defaultValue = "PT6H") Duration every,
    @Bindable(defaultValue = "PT1M") Duration firstAfter,
    @Bindable(defaultValue = "10") int removalsPercent,
    @Bindable(defaultValue = "50") int removalsMost,
    @Bindable(defaultValue = "90") int retentionDays) {
  private static final int ALWAYS = 5;

  /** How many of so many identities a run that is not forced may remove. */
  long allowedRemovals(long identities) {
    return Math.min(removalsMost, Math.max(ALWAYS, identities * removalsPercent / 100));
  }
}
