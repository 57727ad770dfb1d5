package dev.freehold.api.permission;

import dev.freehold.api.access.Roles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * All roles and permissions at one moment.
 *
 * @param version of this node's count
 * @param roles by their names
 * @param claims by profile, those of its tokens that rules may use
 */
record Snapshot(long version, Map<String, KnownRole> roles, Map<UUID, Set<String>> claims) {
  /** A role with its permissions. */
  record KnownRole(UUID id, RoleGrants grants) {}

  /**
   * What somebody may do.
   *
   * @param names of his roles
   * @param user whether he is a user, who has rights of his own
   */
  RoleSet of(Set<String> names, boolean user, boolean administrator) {
    Set<UUID> ids = new HashSet<>();
    List<RoleGrants> grants = new ArrayList<>();
    for (String name : names) {
      KnownRole role = roles.get(name);
      // One that was removed or renamed since the caller was looked up gives nothing.
      if (role != null && ids.add(role.id())) {
        grants.add(role.grants());
      }
    }
    if (user) {
      grants.add(OwnUser.GRANTS);
    }
    KnownRole everything = administrator ? roles.get(Roles.ADMINISTRATOR) : null;
    return new RoleSet(
        new RoleSet.Key(ids, user, version),
        grants,
        everything == null ? null : everything.id(),
        claims);
  }
}
