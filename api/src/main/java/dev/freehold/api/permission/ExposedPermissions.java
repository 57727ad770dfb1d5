package dev.freehold.api.permission;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.ResourcePermission;
import dev.freehold.api.access.ResourcePermissions;
import dev.freehold.api.catalog.CatalogHolder;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.catalog.UsersColumns;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The union of a user's permissions by the names of GraphQL, without the rules. Tables with which
 * he may do nothing are not named.
 */
@Singleton
class ExposedPermissions implements ResourcePermissions {
  private final Permissions permissions;
  private final CatalogHolder catalogs;

  ExposedPermissions(Permissions permissions, CatalogHolder catalogs) {
    this.permissions = permissions;
    this.catalogs = catalogs;
  }

  @Override
  public List<ResourcePermission> ofUser(Set<String> names) {
    RoleSet roles = permissions.ofUser(names);
    List<ResourcePermission> all = new ArrayList<>();
    Map<String, Object> users = Access.usersPermission(names);
    for (Table table : catalogs.current().tables()) {
      if (table.id().equals(TableId.USERS)) {
        merge(users, table, roles);
      } else if (anything(roles, table)) {
        all.add(new ResourcePermission(table.names().plural(), "data", permission(table, roles)));
      }
    }
    all.addFirst(new ResourcePermission("Users", "data", users));
    return all;
  }

  private static boolean anything(RoleSet roles, Table table) {
    for (Action action : Action.values()) {
      if (allows(roles, table, action)) {
        return true;
      }
    }
    return false;
  }

  private static boolean allows(RoleSet roles, Table table, Action action) {
    return (action == Action.READ || table.writable()) && roles.allows(table.id(), action);
  }

  private static Map<String, Object> permission(Table table, RoleSet roles) {
    Map<String, Object> permission = new LinkedHashMap<>();
    for (Action action : List.of(Action.CREATE, Action.READ, Action.UPDATE, Action.DELETE)) {
      Map<String, Object> one = new LinkedHashMap<>();
      boolean allowed = allows(roles, table, action);
      one.put("allow", allowed);
      if (allowed && action != Action.DELETE) {
        one.put("fields", fields(table, roles, action));
      }
      permission.put(action.text(), one);
    }
    return permission;
  }

  private static Map<String, Boolean> fields(Table table, RoleSet roles, Action action) {
    List<Grant> grants = roles.grants(table.id(), action);
    Map<String, Boolean> fields = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      boolean usable = !action.writes() || table.accepts(column);
      if (usable && any(grants, fieldsOf -> fieldsOf.column(column.name()))) {
        fields.put(column.field(), true);
      }
    }
    for (Relation relation : table.relations()) {
      // A relation leads to nothing whose rows one may not read.
      if (any(grants, fieldsOf -> fieldsOf.relation(relation.field()))
          && roles.allows(relation.target(), Action.READ)) {
        fields.put(relation.field(), true);
      }
    }
    return fields;
  }

  private static boolean any(List<Grant> grants, Predicate<GrantedFields> covers) {
    return grants.stream().anyMatch(grant -> covers.test(grant.fields()));
  }

  private static boolean added(Table users, String field) {
    return users
        .field(field)
        .filter(column -> UsersColumns.added(users.id(), column.name()))
        .isPresent();
  }

  /** Users has fields that are no columns; what the roles add comes to them. */
  private static void merge(Map<String, Object> users, Table table, RoleSet roles) {
    for (Action action : List.of(Action.READ, Action.UPDATE)) {
      Map<String, Object> fields = new LinkedHashMap<>();
      if (users.get(action.text()) instanceof Map<?, ?> known
          && known.get("fields") instanceof Map<?, ?> named) {
        named.forEach((name, value) -> fields.put((String) name, value));
      }
      Map<String, Boolean> granted = fields(table, roles, action);
      if (action.writes()) {
        // What is the platform's own, no role's permission lets anybody write.
        granted.keySet().removeIf(field -> !added(table, field));
      }
      fields.putAll(granted);
      users.put(action.text(), Map.of("allow", true, "fields", fields));
    }
  }
}
