package dev.freehold.api.permission;

import dev.freehold.api.catalog.TableId;
import io.micronaut.core.annotation.Nullable;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The permissions of one role, to be looked up. */
final class RoleGrants {
  private final Map<TableId, Map<Action, Grant>> byTable = new HashMap<>();

  RoleGrants(Collection<Grant> grants) {
    for (Grant grant : grants) {
      byTable
          .computeIfAbsent(grant.table(), table -> new EnumMap<>(Action.class))
          .put(grant.action(), grant);
    }
  }

  @Nullable
  Grant find(TableId table, Action action) {
    Map<Action, Grant> grants = byTable.get(table);
    return grants == null ? null : grants.get(action);
  }

  Set<TableId> tables() {
    return byTable.keySet();
  }
}
