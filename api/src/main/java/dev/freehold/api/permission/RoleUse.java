package dev.freehold.api.permission;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who has a role, or would be given it.
 *
 * @param users how many have it
 * @param apiTokens names of those that have it
 * @param profiles names of those that give it at sign-up or by a claim
 * @param invitations how many open ones promise it
 */
record RoleUse(long users, List<String> apiTokens, List<String> profiles, long invitations) {
  boolean none() {
    return users == 0 && apiTokens.isEmpty() && profiles.isEmpty() && invitations == 0;
  }

  /** For an error's details. */
  Map<String, Object> details() {
    Map<String, Object> uses = new LinkedHashMap<>();
    uses.put("users", users);
    uses.put("apiTokens", apiTokens);
    uses.put("profiles", profiles);
    uses.put("invitations", invitations);
    return uses;
  }
}
