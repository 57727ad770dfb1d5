package dev.freehold.api.profile;

import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** One node at a time changes a profile's realm: an advisory lock that ends with its connection. */
@Singleton
class ProvisioningLock {
  private final DataSource database;

  ProvisioningLock(DataSource database, DataSourceResolver resolver) {
    // The injected one hands out the connection of the transaction in progress.
    this.database = resolver.resolve(database);
  }

  <T> T hold(UUID profileId, Supplier<T> work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement patience = connection.createStatement();
          PreparedStatement lock =
              connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
        patience.execute("set local lock_timeout = '30s'");
        lock.setString(1, "freehold provisioning " + profileId);
        lock.execute();
        return work.get();
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new RealmRefusal(
          RealmRefusal.Kind.UNREACHABLE, "Another node is busy with this profile", e);
    }
  }
}
