package dev.freehold.api.profile;

import io.micronaut.context.annotation.Property;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * One node at a time changes a profile's realm: an advisory lock that ends with its connection.
 *
 * <p>Who holds it has one connection of the pool and needs another for the work. So that the pool
 * never consists of holders who wait for each other, a node has few of them at a time.
 */
@Singleton
class ProvisioningLock {

  private static final int MOST = 4;
  private static final int PATIENCE_SECONDS = 30;

  private final DataSource database;
  private final Semaphore holders;

  ProvisioningLock(
      DataSource database,
      DataSourceResolver resolver,
      @Property(name = "freehold.database.pool-size", defaultValue = "10") int poolSize) {
    // The injected one hands out the connection of the transaction in progress.
    this.database = resolver.resolve(database);
    this.holders = new Semaphore(Math.clamp(poolSize / 2, 1, MOST), true);
  }

  <T> T hold(UUID profileId, Supplier<T> work) {
    try {
      if (!holders.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw busy("Too many profiles are changed at once; it is tried again", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy("The API stops", e);
    }
    try {
      return locked(profileId, work);
    } finally {
      holders.release();
    }
  }

  private <T> T locked(UUID profileId, Supplier<T> work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement patience = connection.createStatement();
          PreparedStatement lock =
              connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
        patience.execute("set local lock_timeout = '" + PATIENCE_SECONDS + "s'");
        lock.setString(1, "freehold provisioning " + profileId);
        lock.execute();
        return work.get();
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw busy("Another node is busy with this profile", e);
    }
  }

  private static RealmRefusal busy(String why, Throwable cause) {
    return new RealmRefusal(RealmRefusal.Kind.UNREACHABLE, why, cause);
  }
}
