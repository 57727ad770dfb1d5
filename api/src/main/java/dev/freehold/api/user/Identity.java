package dev.freehold.api.user;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * A user's link to an issuer (the profile's) and subject.
 *
 * @param userId null for a tombstone: the account was deleted at its issuer
 */
@MappedEntity(value = "identities", schema = "freehold")
record Identity(
    @Id UUID profileId,
    String subject,
    @Nullable UUID userId,
    @Nullable String email,
    @Nullable String firstName,
    @Nullable String lastName,
    boolean emailVerified,
    boolean enabled,
    long sequence,
    @Nullable Instant deletedAt) {
  boolean deleted() {
    return deletedAt != null;
  }
}
