package dev.freehold.api.data;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.catalog.UsersColumns;
import dev.freehold.api.filter.FilterParser;
import dev.freehold.api.permission.Action;
import dev.freehold.api.permission.Grant;
import dev.freehold.api.permission.RoleSet;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns permissions into what a caller may write. Rules are parsed once for a set of roles. */
@Singleton
final class WriteGrants {
  private static final Logger LOG = LoggerFactory.getLogger(WriteGrants.class);

  private final KeptByRoles<Map<Action, Map<TableId, List<WriteRule>>>> known =
      new KeptByRoles<>(WriteGrants::empty);

  /** What the caller may write in that state of the catalog. */
  TableWrites of(Catalog catalog, RoleSet roles, CallerValues caller) {
    Map<Action, Map<TableId, List<WriteRule>>> parsed = known.of(catalog, roles);
    return new TableWrites(
        caller,
        (table, action) ->
            // Most roles have no permission for most tables: that is not worth keeping.
            roles.allows(table.id(), action)
                ? parsed
                    .get(action)
                    .computeIfAbsent(table.id(), _ -> rules(catalog, table, action, roles))
                : List.of());
  }

  private static Map<Action, Map<TableId, List<WriteRule>>> empty() {
    Map<Action, Map<TableId, List<WriteRule>>> empty = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      empty.put(action, new ConcurrentHashMap<>());
    }
    return empty;
  }

  private static List<WriteRule> rules(Catalog catalog, Table table, Action action, RoleSet roles) {
    List<WriteRule> rules = new ArrayList<>();
    for (Grant grant : roles.grants(table.id(), action)) {
      rule(catalog, table, grant).ifPresent(rules::add);
    }
    return List.copyOf(rules);
  }

  /** Nothing when a part of it fits the table no more. */
  private static Optional<WriteRule> rule(Catalog catalog, Table table, Grant grant) {
    if (grant.presets().keySet().stream()
        .anyMatch(column -> UsersColumns.platforms(table.id(), column))) {
      // It was never accepted: whatever wrote it there, users stay as the platform has them.
      LOG.warn("The permission of {} presets columns of the platform's own", grant.roleName());
      return Optional.empty();
    }
    try {
      return Optional.of(
          WriteRule.of(table, grant, rule -> FilterParser.rule(catalog, table, rule)));
    } catch (FreeholdException | IllegalArgumentException e) {
      LOG.warn(
          "The permission of {} to {} {} fits no more and allows nothing",
          grant.roleName(),
          grant.action().text(),
          table.id(),
          e);
      return Optional.empty();
    }
  }
}
