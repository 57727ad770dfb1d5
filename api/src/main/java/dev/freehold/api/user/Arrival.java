package dev.freehold.api.user;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * What an issuer says of one of its accounts at some moment.
 *
 * @param sequence of the event that said it. For a token of our own Keycloak 0: it never changes
 *     what is known. For one of an external issuer, which sends no events, the second it was issued
 *     at
 * @param loggedInAt set when the event is a log-in
 */
record Arrival(
    UUID profileId,
    String subject,
    long sequence,
    @Nullable String email,
    boolean emailVerified,
    @Nullable String firstName,
    @Nullable String lastName,
    boolean enabled,
    @Nullable Instant loggedInAt) {
  Arrival {
    email = email == null || email.isBlank() ? null : email.strip();
    emailVerified = emailVerified && email != null;
  }

  /** The same, but what it does not say is as before: not every token names everything. */
  Arrival over(Identity known) {
    boolean mailSaid = email != null;
    return new Arrival(
        profileId,
        subject,
        sequence,
        mailSaid ? email : known.email(),
        mailSaid ? emailVerified : known.emailVerified(),
        firstName == null ? known.firstName() : firstName,
        lastName == null ? known.lastName() : lastName,
        known.enabled(),
        loggedInAt);
  }

  /** Personal data stays out of logs. */
  @Override
  public String toString() {
    return "Arrival[" + profileId + ' ' + subject + " #" + sequence + ']';
  }
}
