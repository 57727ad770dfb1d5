package dev.freehold.api.permission;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * One administrator at a time changes roles, permissions and definitions of tables, so that each
 * sees what there is.
 */
public final class AdministrationLock {
  private AdministrationLock() {}

  /** Held until the transaction ends. */
  public static void take(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select pg_advisory_xact_lock(hashtextextended('freehold permissions', 0))")) {
      statement.execute();
    }
  }

  /** Whoever is giving the role to somebody is waited for, and nobody else begins. */
  static void holdRole(Connection connection, UUID roleId) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select 1 from freehold.roles where id = ? for update")) {
      statement.setObject(1, roleId);
      statement.execute();
    }
  }
}
