package dev.freehold.api.audit;

import dev.freehold.api.access.Caller;
import java.util.UUID;

/**
 * Who did something, as the audit log names him: by ids, which stay when names and e-mails change.
 */
public record Actor(String name) {
  /** Nobody: a schedule, the start, the platform itself. */
  public static final Actor SYSTEM = new Actor("system");

  public static Actor of(Caller caller) {
    return switch (caller) {
      case Caller.User user -> user(user.id());
      case Caller.ApiToken token -> new Actor("apitoken " + token.id());
      case Caller.Unlinked unlinked -> account(unlinked.profileId(), unlinked.subject());
      case Caller.Guest _ -> new Actor("guest");
    };
  }

  public static Actor user(UUID id) {
    return new Actor("user " + id);
  }

  /** Somebody at an issuer of whom no user is known, or none any more. */
  public static Actor account(UUID profileId, String subject) {
    return new Actor("account " + profileId + ' ' + subject);
  }

  /** Whoever administers the issuer itself, for instance in Keycloak's console. */
  public static Actor issuerAdministrator(UUID profileId) {
    return new Actor("issuer-administrator " + profileId);
  }
}
