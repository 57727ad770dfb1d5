package dev.freehold.api.user;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/** An identity as its user and administrators see it. */
@Introspected
record IdentityView(
    UUID profileId,
    String profileName,
    String subject,
    @Nullable String email,
    boolean emailVerified,
    boolean enabled,
    @Nullable Instant lastLoginAt,
    Instant createdAt) {
  /** Personal data stays out of logs. */
  @Override
  public String toString() {
    return "IdentityView[" + profileId + ' ' + subject + ']';
  }
}
