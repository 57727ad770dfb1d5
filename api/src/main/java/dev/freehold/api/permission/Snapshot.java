package dev.freehold.api.permission;

import dev.freehold.api.access.Caller;
import dev.freehold.api.access.Roles;
import io.micronaut.core.annotation.Nullable;
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
 */
record Snapshot(long version, Map<String, KnownRole> roles) {
  /** A role with its permissions. */
  record KnownRole(UUID id, RoleGrants grants) {}

  RoleSet of(Caller caller) {
    boolean user = caller instanceof Caller.User;
    Set<UUID> ids = new HashSet<>();
    List<RoleGrants> grants = new ArrayList<>();
    for (String name : caller.roles()) {
      KnownRole role = roles.get(name);
      // One that was removed or renamed since the caller was looked up gives nothing.
      if (role != null && ids.add(role.id())) {
        grants.add(role.grants());
      }
    }
    if (user) {
      grants.add(OwnUser.GRANTS);
    }
    return new RoleSet(new RoleSet.Key(ids, user, version), grants, administrator(caller));
  }

  /** The id of the role Administrator when the caller has it in force. */
  private @Nullable UUID administrator(Caller caller) {
    boolean administrator =
        switch (caller) {
          case Caller.User one -> one.isAdministrator();
          case Caller.ApiToken one -> one.isAdministrator();
          case Caller.Guest _, Caller.Unlinked _ -> false;
        };
    KnownRole role = administrator ? roles.get(Roles.ADMINISTRATOR) : null;
    return role == null ? null : role.id();
  }
}
