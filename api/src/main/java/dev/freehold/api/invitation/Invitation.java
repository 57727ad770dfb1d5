package dev.freehold.api.invitation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody is asked to join.
 *
 * @param subject the account made for it when its link was first opened
 */
@MappedEntity(value = "invitations", schema = "freehold")
record Invitation(
    @Id UUID id,
    UUID profileId,
    String email,
    @Nullable String message,
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

  /** Personal data stays out of logs. */
  @Override
  public String toString() {
    return "Invitation[" + id + ' ' + status + ']';
  }
}
