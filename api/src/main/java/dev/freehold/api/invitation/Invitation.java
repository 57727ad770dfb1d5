package dev.freehold.api.invitation;

import dev.freehold.api.platform.Languages;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Somebody is asked to join.
 *
 * @param language of the mail, and of the page for browsers that ask for none of ours (BCP 47)
 * @param subject the account made for it when its link was first opened
 */
@MappedEntity(value = "invitations", schema = "freehold")
record Invitation(
    @Id UUID id,
    UUID profileId,
    String email,
    @Nullable String message,
    String language,
    Status status,
    @Nullable String subject,
    Instant expiresAt,
    String invitedBy,
    @Nullable UUID acceptedBy,
    @Nullable Instant acceptedAt,
    Instant createdAt,
    Instant sentAt) {
  enum Status {
    PENDING,
    ACCEPTED,
    CANCELLED
  }

  Locale locale() {
    return Languages.of(language).orElse(Languages.USUAL);
  }

  /** Personal data stays out of logs. */
  @Override
  public String toString() {
    return "Invitation[" + id + ' ' + status + ']';
  }
}
