package dev.freehold.api.permission;

import dev.freehold.api.catalog.TableId;
import dev.freehold.api.catalog.UsersColumns;
import dev.freehold.api.filter.Variable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What every user may do without any role: read his own row of Users, and update a little of it.
 * Columns that the company added are no part of it.
 */
final class OwnUser {
  /** The columns a user may change of himself. */
  static final Set<String> UPDATABLE = Set.of("first_name", "last_name", "timezone", "avatar");

  private static final Map<String, Object> HIMSELF =
      Map.of("id", Map.of("equals", Variable.USER_ID.text()));

  static final RoleGrants GRANTS =
      new RoleGrants(
          List.of(
              grant(Action.READ, UsersColumns.CONTRACT, UsersColumns.PARTS),
              grant(Action.UPDATE, UPDATABLE, Set.of())));

  private OwnUser() {}

  private static Grant grant(Action action, Set<String> columns, Set<String> parts) {
    return new Grant(
        null,
        "every user",
        TableId.USERS,
        action,
        new GrantedFields.Only(columns, parts),
        HIMSELF,
        null,
        Map.of(),
        Limits.NONE);
  }
}
