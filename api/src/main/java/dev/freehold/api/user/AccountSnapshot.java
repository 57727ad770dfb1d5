package dev.freehold.api.user;

import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * An account as its issuer has it, read together with the sequence of its last event.
 *
 * @param sequence of the last event when it was read; 0 when there never was one
 */
public record AccountSnapshot(
    String subject,
    long sequence,
    @Nullable String email,
    boolean emailVerified,
    @Nullable String firstName,
    @Nullable String lastName,
    boolean enabled) {
  Arrival arrival(UUID profileId) {
    return new Arrival(
        profileId, subject, sequence, email, emailVerified, firstName, lastName, enabled, null);
  }

  /** Personal data stays out of logs. */
  @Override
  public String toString() {
    return "AccountSnapshot[" + subject + " #" + sequence + ']';
  }
}
