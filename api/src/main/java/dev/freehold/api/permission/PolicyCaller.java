package dev.freehold.api.permission;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;

/**
 * Whom a case of a policy test is about.
 *
 * @param user e-mail or id of a user; null: somebody who is in no row
 * @param roles those that count; null: the user's own
 * @param apiToken true for a caller without a user
 */
public record PolicyCaller(
    @Nullable String user,
    @Nullable List<String> roles,
    boolean apiToken,
    Map<String, Object> claims) {
  /** Without a bearer. */
  static final PolicyCaller GUEST = new PolicyCaller(null, null, false, Map.of());

  boolean guest() {
    return equals(GUEST);
  }
}
