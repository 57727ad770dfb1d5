package dev.freehold.api.user;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An event from Keycloak, as docs/architecture.md has it. Those of a realm name no subject. */
@Serdeable
record AccountEvent(String type, Instant timestamp, Data data) {
  @Serdeable
  record Data(
      String realm,
      UUID profileId,
      @Nullable String subject,
      long sequence,
      @Nullable Account user,
      @Nullable String sessionId,
      @Nullable Long notBefore,
      @Nullable Sessions sessions,
      @Nullable String actor) {}

  /** The sessions there were when tokens were revoked, by whether they live on. */
  @Serdeable
  record Sessions(List<String> ended, List<String> kept) {
    Sessions {
      ended = ended == null ? List.of() : List.copyOf(ended);
      kept = kept == null ? List.of() : List.copyOf(kept);
    }
  }

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

  boolean logOut() {
    return "user.logged_out".equals(type);
  }

  boolean ofRealm() {
    return type.startsWith("realm.");
  }

  /** True when everything is there that taking it needs. */
  boolean complete() {
    return type != null
        && (type.startsWith("user.") || ofRealm())
        && timestamp != null
        && data != null
        && data.realm() != null
        && data.profileId() != null
        && data.sequence() > 0
        && (ofRealm() || ofUser());
  }

  private boolean ofUser() {
    return data.subject() != null
        && !data.subject().isBlank()
        && data.subject().length() <= 255
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
