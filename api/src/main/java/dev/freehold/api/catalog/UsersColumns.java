package dev.freehold.api.catalog;

import java.util.Set;

/**
 * Which columns of Users belong to the platform. Whatever else is there, the owner added, and
 * shows.
 */
public final class UsersColumns {
  /** Part of the type {@code User} for every client. */
  public static final Set<String> CONTRACT =
      Set.of(
          "id",
          "email",
          "email_verified",
          "first_name",
          "last_name",
          "status",
          "origin",
          "timezone",
          "avatar",
          "created_at",
          "updated_at");

  /** Of the platform's inner workings: never shown. A migration that adds one adds it here. */
  static final Set<String> INTERNAL = Set.of();

  private UsersColumns() {}

  /** True for what only the platform's own migrations change. */
  public static boolean platforms(TableId table, String column) {
    return table.equals(TableId.USERS) && (CONTRACT.contains(column) || INTERNAL.contains(column));
  }

  static boolean shows(TableId table, String column) {
    return !table.equals(TableId.USERS) || !INTERNAL.contains(column);
  }
}
