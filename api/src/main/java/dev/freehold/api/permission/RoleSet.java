package dev.freehold.api.permission;

import dev.freehold.api.access.Roles;
import dev.freehold.api.catalog.TableId;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What a caller may do: the permissions of all roles in force for him. Immutable. */
public final class RoleSet {
  private final Key key;
  private final List<RoleGrants> roles;
  private final @Nullable UUID administrator;
  private final Map<UUID, Set<String>> claims;

  /** One whose {@code administrator} is null may do what the roles say, and no more. */
  RoleSet(
      Key key,
      List<RoleGrants> roles,
      @Nullable UUID administrator,
      Map<UUID, Set<String>> claims) {
    this.key = key;
    this.roles = List.copyOf(roles);
    this.administrator = administrator;
    this.claims = claims;
  }

  /**
   * What plans for a caller depend on, as far as his permissions go: equal keys mean equal answers
   * of this class. Variables are no part of it: they are parameters of the plan.
   */
  public static final class Key {
    private final Set<UUID> roleIds;
    private final boolean user;
    private final long version;

    /** Several caches ask for it with each request. */
    private final int hash;

    /**
     * A key.
     *
     * @param user whether the caller is a user, who has rights without any role
     * @param version grows with each change that this node saw; nodes count apart
     */
    public Key(Set<UUID> roleIds, boolean user, long version) {
      this.roleIds = Set.copyOf(roleIds);
      this.user = user;
      this.version = version;
      this.hash = Objects.hash(this.roleIds, user, version);
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || (other instanceof Key key
              && version == key.version
              && user == key.user
              && roleIds.equals(key.roleIds));
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  public Key key() {
    return key;
  }

  /** Whether rules may use the claim, named as a variable does, of tokens of the profile. */
  public boolean letsUse(UUID profileId, String claim) {
    return claims.getOrDefault(profileId, Set.of()).contains(claim);
  }

  /** True for administrators: nothing is asked of them. */
  public boolean everything() {
    return administrator != null;
  }

  /**
   * The permissions that count, at most one of each role; empty when it is denied. For
   * administrators one without bounds.
   */
  public List<Grant> grants(TableId table, Action action) {
    if (administrator != null) {
      return List.of(Grant.everything(administrator, Roles.ADMINISTRATOR, table, action));
    }
    List<Grant> found = new ArrayList<>(roles.size());
    for (RoleGrants role : roles) {
      Grant grant = role.find(table, action);
      if (grant != null) {
        found.add(grant);
      }
    }
    return found;
  }

  /** Whether any of the roles allows it, for some row. */
  public boolean allows(TableId table, Action action) {
    return everything() || roles.stream().anyMatch(role -> role.find(table, action) != null);
  }

  /** Names of tables about which there is any permission; for administrators that is none. */
  public Set<TableId> tables() {
    Set<TableId> tables = new TreeSet<>();
    roles.forEach(role -> tables.addAll(role.tables()));
    return tables;
  }
}
