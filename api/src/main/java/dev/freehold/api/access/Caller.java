package dev.freehold.api.access;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who asks. The roles are all the caller's roles at once; their permissions are united. */
public sealed interface Caller {
  /** Names of the roles in force for this caller. */
  Set<String> roles();

  /** A request without a bearer. */
  record Guest() implements Caller {
    @Override
    public Set<String> roles() {
      return Set.of(Roles.GUEST);
    }
  }

  /**
   * A valid token whose (issuer, subject) is linked to no user yet: Guest's rights, and it may sign
   * up.
   *
   * @param profileId the authentication profile whose issuer made the token
   * @param claims the verified claims
   */
  record Unlinked(UUID profileId, String issuer, String subject, Map<String, Object> claims)
      implements Caller {
    @Override
    public Set<String> roles() {
      return Set.of(Roles.GUEST);
    }
  }

  /**
   * A known, active user.
   *
   * @param id the user's id
   * @param profileId the authentication profile through which the user came
   * @param email may be null: an identity need not have one
   * @param claims of the token that he came with; values may be null
   */
  record User(
      UUID id,
      UUID profileId,
      String issuer,
      String subject,
      String email,
      Set<String> roles,
      Map<String, Object> claims)
      implements Caller {
    public User {
      roles = Set.copyOf(roles);
      claims = Collections.unmodifiableMap(claims);
    }

    /** One without a token. */
    public User(
        UUID id, UUID profileId, String issuer, String subject, String email, Set<String> roles) {
      this(id, profileId, issuer, subject, email, roles, Map.of());
    }

    public User withRoles(Set<String> others) {
      return new User(id, profileId, issuer, subject, email, others, claims);
    }

    public User withClaims(Map<String, Object> others) {
      return new User(id, profileId, issuer, subject, email, roles, others);
    }

    /** Names the user only: claims are personal data and stay out of logs. */
    @Override
    public String toString() {
      return "User[" + id + ']';
    }
  }

  /**
   * A service with a token that an administrator made. It has no user and no account: whatever is
   * about the caller himself is refused.
   *
   * @param id the token's id
   * @param name for people
   */
  record ApiToken(UUID id, String name, Set<String> roles) implements Caller {
    public ApiToken {
      roles = Set.copyOf(roles);
    }
  }

  /** True when the caller holds {@link Roles#ADMINISTRATOR}. */
  default boolean isAdministrator() {
    return roles().contains(Roles.ADMINISTRATOR);
  }
}
