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

  /** Fields of the type {@code User} that are no columns; permissions name them like relations. */
  public static final Set<String> PARTS = Set.of("roles", "identities", "permissions");

  /** Of the platform's inner workings: never shown. A migration that adds one adds it here. */
  static final Set<String> INTERNAL = Set.of();

  private UsersColumns() {}

  /** True for what only the platform's own migrations change. */
  public static boolean platforms(TableId table, String column) {
    return table.equals(TableId.USERS) && (CONTRACT.contains(column) || INTERNAL.contains(column));
  }

  /** True for what the owner added to Users. */
  public static boolean added(TableId table, String column) {
    return table.equals(TableId.USERS) && !platforms(table, column);
  }

  static boolean shows(TableId table, String column) {
    return !table.equals(TableId.USERS) || !INTERNAL.contains(column);
  }
}
