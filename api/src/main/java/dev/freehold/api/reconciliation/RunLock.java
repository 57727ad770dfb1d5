package dev.freehold.api.reconciliation;

import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** One node at a time is at a profile: an advisory lock that ends with its connection. */
@Singleton
class RunLock {
  private final DataSource database;

  RunLock(DataSource database, DataSourceResolver resolver) {
    // The injected one hands out the connection of the transaction in progress.
    this.database = resolver.resolve(database);
  }

  /** Does the work unless another node is at it; tells whether it was done. */
  boolean tryHold(UUID profileId, Runnable work) {
    try (Connection connection = database.getConnection()) {
      String name = "freehold reconciliation " + profileId;
      if (!ask(connection, "select pg_try_advisory_lock(hashtextextended(?, 0))", name)) {
        return false;
      }
      try {
        work.run();
      } finally {
        ask(connection, "select pg_advisory_unlock(hashtextextended(?, 0))", name);
      }
      return true;
    } catch (SQLException e) {
      throw new IllegalStateException("The lock of a reconciliation cannot be had", e);
    }
  }

  private static boolean ask(Connection connection, String sql, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }
}
