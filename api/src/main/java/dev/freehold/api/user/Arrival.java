package dev.freehold.api.user;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * What an issuer says of one of its accounts at some moment.
 *
 * @param sequence of the event that said it; 0 for a token, which never changes what is known
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

  /** Personal data stays out of logs. */
  @Override
  public String toString() {
    return "Arrival[" + profileId + ' ' + subject + " #" + sequence + ']';
  }
}
