package dev.freehold.keycloak.claims;

import java.util.List;
import java.util.Objects;

/**
 * What the platform says of an account.
 *
 * @param version of what is said; only a higher one than the last counts
 * @param userId null: the account speaks for nobody
 * @param roles the names of the user's roles
 */
public record Account(String subject, long version, String userId, List<String> roles) {
  /** Beyond it JSON numbers are not exact everywhere. */
  private static final long HIGHEST = 1L << 53;

  private static final int UUID = 36;

  boolean sound() {
    return subject != null
        && version > 0
        && version <= HIGHEST
        && (userId == null || userId.length() == UUID)
        && roles != null
        && roles.stream().noneMatch(Objects::isNull);
  }
}
