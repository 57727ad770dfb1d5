package dev.freehold.api.user;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;

/** An event from Keycloak, as docs/architecture.md has it. */
@Serdeable
record AccountEvent(String type, Instant timestamp, Data data) {
  @Serdeable
  record Data(
      String realm,
      UUID profileId,
      String subject,
      long sequence,
      @Nullable Account user,
      @Nullable String actor) {}

  @Serdeable
  record Account(
      @Nullable String email,
      boolean emailVerified,
      @Nullable String firstName,
      @Nullable String lastName,
      boolean enabled) {}

  boolean deletion() {
    return "user.deleted".equals(type);
  }

  /** True when everything is there that taking it needs. */
  boolean complete() {
    return type != null
        && type.startsWith("user.")
        && timestamp != null
        && data != null
        && data.realm() != null
        && data.profileId() != null
        && data.subject() != null
        && !data.subject().isBlank()
        && data.subject().length() <= 255
        && data.sequence() > 0
        && (deletion() || data.user() != null);
  }

  Arrival arrival() {
    Account user = data.user();
    return new Arrival(
        data.profileId(),
        data.subject(),
        data.sequence(),
        user.email(),
        user.emailVerified(),
        user.firstName(),
        user.lastName(),
        user.enabled(),
        "user.logged_in".equals(type) ? timestamp : null);
  }
}
