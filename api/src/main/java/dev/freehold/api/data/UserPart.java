package dev.freehold.api.data;

import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.permission.Grant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code User} has beside the columns and relations of its table. */
enum UserPart {
  /** Shows where a permission names it like a relation, or names no fields. */
  ROLES("roles", true),
  /** For himself and administrators: accounts at issuers. */
  IDENTITIES("identities", false),
  /** For himself and administrators: tells of tables that others may not know of. */
  PERMISSIONS("permissions", false);

  private final String field;
  private final boolean grantable;

  UserPart(String field, boolean grantable) {
    this.field = field;
    this.grantable = grantable;
  }

  static Optional<UserPart> of(Table table, String field) {
    return table.id().equals(TableId.USERS)
        ? Arrays.stream(values()).filter(part -> part.field.equals(field)).findFirst()
        : Optional.empty();
  }

  /** The fields that the permission shows in its rows; what every user may do is no role's. */
  static Stream<String> granted(Table table, Grant grant, boolean everything) {
    return table.id().equals(TableId.USERS)
        ? Arrays.stream(values())
            .filter(part -> part.grantable || everything || grant.roleId() == null)
            .map(part -> part.field)
            .filter(grant.fields()::relation)
        : Stream.of();
  }

  String field() {
    return field;
  }
}
