package dev.freehold.api.permission;

import dev.freehold.api.access.Caller;
import dev.freehold.api.access.Role;
import dev.freehold.api.access.RoleRepository;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** Gives permissions to roles and takes them away. */
@Singleton
class PermissionService {
  private final PermissionRepository rows;
  private final RoleRepository roles;
  private final GrantRules rules;
  private final AuditLog audit;
  private final Changes changes;

  PermissionService(
      PermissionRepository rows,
      RoleRepository roles,
      GrantRules rules,
      AuditLog audit,
      Changes changes) {
    this.rows = rows;
    this.roles = roles;
    this.rules = rules;
    this.audit = audit;
    this.changes = changes;
  }

  /** Those of a role and of a table, where they are given. */
  List<Grant> list(Caller caller, @Nullable UUID roleId, @Nullable String table) {
    return changes.read(caller, connection -> rows.list(connection, roleId)).stream()
        .filter(grant -> table == null || grant.table().toString().equals(table))
        .toList();
  }

  /** In the place of the one for the same role, table and action. */
  Grant set(Caller caller, UUID roleId, Function<Role, Grant> wanted) {
    return changes.make(
        caller,
        connection -> {
          Role role = roles.hold(roleId).orElseThrow(PermissionService::noRole);
          Grant grant = wanted.apply(role);
          require(rules.faults(grant));
          put(connection, caller, grant);
          return grant;
        });
  }

  void remove(Caller caller, UUID roleId, String table, Action action) {
    changes.make(
        caller,
        connection -> {
          Role role = roles.hold(roleId).orElseThrow(PermissionService::noRole);
          // By what is stored: the table itself may be gone.
          Grant grant =
              rows.list(connection, role.id()).stream()
                  .filter(one -> one.action() == action && one.table().toString().equals(table))
                  .findFirst()
                  .orElseThrow(() ->
                      FreeholdException.of(
                          ErrorCode.ENTITY_NOT_FOUND, "table", "There is no such permission"));
          remove(connection, caller, grant);
          return null;
        });
  }

  /** Joins the transaction in progress. */
  void put(Connection connection, Caller caller, Grant grant) throws SQLException {
    rows.put(connection, grant);
    audit.record(caller, "permission.set", target(grant), details(grant));
  }

  /** Joins the transaction in progress. */
  void remove(Connection connection, Caller caller, Grant grant) throws SQLException {
    rows.remove(connection, grant.roleId(), grant.table(), grant.action());
    audit.record(
        caller,
        "permission.remove",
        target(grant),
        Map.of("table", grant.table(), "action", grant.action(), "role", grant.roleName()));
  }

  /** Refuses a permission that has faults, naming each with its remedy. */
  static void require(List<Fault> faults) {
    if (!faults.isEmpty()) {
      Map<String, Object> details = new TreeMap<>();
      faults.forEach(fault -> details.putIfAbsent(fault.path(), fault.text()));
      throw new FreeholdException(ErrorCode.VALIDATION, ErrorCode.VALIDATION.message(), details);
    }
  }

  static FreeholdException noRole() {
    return FreeholdException.of(ErrorCode.ENTITY_NOT_FOUND, "role", "There is no such role");
  }

  private static String target(Grant grant) {
    return "role " + grant.roleId();
  }

  private static Map<String, Object> details(Grant grant) {
    Map<String, Object> details = new HashMap<>();
    details.put("role", grant.roleName());
    details.put("table", grant.table());
    details.put("action", grant.action());
    if (grant.fields() instanceof GrantedFields.Only only) {
      details.put("columns", only.columns().stream().sorted().toList());
      details.put("relations", only.relations().stream().sorted().toList());
    }
    // As texts: as objects, the names of columns would count as names of details.
    details.put("rule", Json.write(grant.rule()));
    details.put("check", Json.write(grant.check()));
    details.put("presets", grant.presets().keySet());
    details.put("limits", grant.limits().equals(Limits.NONE) ? null : grant.limits().toString());
    details.values().removeIf(value -> value == null);
    return details;
  }
}
