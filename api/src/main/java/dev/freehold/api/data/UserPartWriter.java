package dev.freehold.api.data;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.List;
import java.util.Map;

/** Writes what {@code User} has beside its columns. The aliases are none that {@link Sql} makes. */
final class UserPartWriter {
  private static final String ROLES =
      " from freehold.user_roles ur join freehold.roles r on r.id = ur.role_id where ur.user_id = ";

  private static final String IDENTITIES =
      " from freehold.identities i join freehold.profiles p on p.id = i.profile_id"
          + " where i.user_id = ";

  private static final Map<String, String> ROLE =
      Map.of("id", "r.id", "name", "r.name", "description", "r.description");

  private static final Map<String, String> IDENTITY =
      Map.of(
          "authProfileId", "i.profile_id",
          "authProfileName", "p.name",
          "subject", "i.subject",
          "email", "i.email",
          "emailVerified", "i.email_verified",
          "enabled", "i.enabled",
          "lastLoginAt", "i.last_login_at",
          "createdAt", "i.created_at");

  private final Sql sql;
  private final Accesses accesses;
  private final CallerValues caller;

  UserPartWriter(Sql sql, Accesses accesses, CallerValues caller) {
    this.sql = sql;
    this.accesses = accesses;
    this.caller = caller;
  }

  /**
   * Whoever is disabled at all his issuers is disabled, whatever his row says.
   *
   * @param alias of the row of Users
   */
  static void status(Sql sql, String alias) {
    String identities = "exists (select from freehold.identities i where i.user_id = ";
    sql.add("(case when ").column(alias, "status").add(" = 'ACTIVE' and (").add(identities);
    sql.column(alias, "id").add(" and i.enabled) or not ").add(identities);
    sql.column(alias, "id").add(")) then 'ACTIVE' else 'DISABLED' end)");
  }

  void write(Output.OfUser output, Scope user) {
    switch (output.part()) {
      case ROLES -> {
        sql.add("(select ");
        JsonObject.write(sql, output.children(), this::roles);
        sql.add(ROLES).column(user.alias(), "id").add(")");
      }
      case IDENTITIES -> {
        sql.add("coalesce((select json_agg(");
        object(output.children(), IDENTITY, "UserIdentity");
        sql.add(" order by i.created_at, i.profile_id, i.subject)").add(IDENTITIES);
        sql.column(user.alias(), "id").add("), '[]')");
      }
      case PERMISSIONS -> permissions(output, user);
    }
  }

  private void roles(Selection child) {
    sql.key(child.key()).add(", ");
    switch (child.field()) {
      case "count" -> sql.add("count(*)");
      case "items" -> {
        sql.add("coalesce(json_agg(");
        object(child.children(), ROLE, "UserRole");
        sql.add(" order by lower(r.name)), '[]')");
      }
      case Selection.TYPE_NAME -> sql.key("UserRoleList");
      default -> throw absent(child.field());
    }
  }

  private void object(List<Selection> children, Map<String, String> columns, String type) {
    JsonObject.write(
        sql,
        children,
        child -> {
          sql.key(child.key()).add(", ");
          if (child.isTypeName()) {
            sql.key(type);
          } else if (columns.containsKey(child.field())) {
            sql.add(columns.get(child.field()));
          } else {
            throw absent(child.field());
          }
        });
  }

  /** They follow from the tables and permissions in memory, so only the roles are read. */
  private void permissions(Output.OfUser output, Scope user) {
    UserPermissions later =
        new UserPermissions(accesses.permissions(), caller.user(), output.children());
    sql.later(
        later,
        () -> {
          sql.add("json_build_object('user', ").column(user.alias(), "id");
          sql.add(", 'roles', array(select r.name").add(ROLES).column(user.alias(), "id").add("))");
        });
  }

  private static FreeholdException absent(String field) {
    return FreeholdException.of(ErrorCode.VALIDATION, field, "There is no field of that name");
  }
}
