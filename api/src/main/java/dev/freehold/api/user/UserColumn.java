package dev.freehold.api.user;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which SQL stands for a field of {@code User}. */
enum UserColumn {
  ID("id", "u.id"),
  EMAIL("email", "u.email"),
  EMAIL_VERIFIED("emailVerified", "u.email_verified"),
  FIRST_NAME("firstName", "u.first_name"),
  LAST_NAME("lastName", "u.last_name"),
  /** Whoever is disabled at all his issuers is disabled, whatever his row says. */
  STATUS(
      "status",
      """
      (case when u.status = 'ACTIVE' and (
         exists (select 1 from freehold.identities i where i.user_id = u.id and i.enabled)
         or not exists (select 1 from freehold.identities i where i.user_id = u.id))
       then 'ACTIVE' else 'DISABLED' end)\
      """),
  ORIGIN("origin", "u.origin"),
  TIMEZONE("timezone", "u.timezone"),
  AVATAR("avatar", "u.avatar"),
  ROLES(
      "roles",
      """
      array(select array[r.id::text, r.name, r.description]
            from freehold.user_roles ur join freehold.roles r on r.id = ur.role_id
            where ur.user_id = u.id order by lower(r.name))\
      """),
  CREATED_AT("createdAt", "u.created_at"),
  UPDATED_AT("updatedAt", "u.updated_at");

  private static final Map<String, UserColumn> BY_FIELD =
      Arrays.stream(values()).collect(Collectors.toMap(UserColumn::field, Function.identity()));

  private final String field;
  private final String sql;

  UserColumn(String field, String sql) {
    this.field = field;
    this.sql = sql;
  }

  static UserColumn of(String field) {
    UserColumn column = BY_FIELD.get(field);
    if (column == null) {
      throw new IllegalStateException("The schema has no field " + field);
    }
    return column;
  }

  String field() {
    return field;
  }

  String sql() {
    return sql;
  }
}
