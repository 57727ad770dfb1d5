package dev.freehold.api.permission;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Caller;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/** Carries out what administrators change of roles and permissions: one after the other, whole. */
@Singleton
class Changes {
  private final TransactionOperations<Connection> transactions;
  private final Permissions permissions;

  Changes(TransactionOperations<Connection> transactions, Permissions permissions) {
    this.transactions = transactions;
    this.permissions = permissions;
  }

  /** The work's answer, once it holds on this node; the others hear of it at the same moment. */
  <T> T make(Caller caller, Work<T> work) {
    Access.requireAdministrator(caller);
    T answer =
        transactions.executeWrite(status -> {
          Connection connection = status.getConnection();
          AdministrationLock.take(connection);
          return work.with(connection);
        });
    permissions.missed();
    return answer;
  }

  /** The same for what only reads. */
  <T> T read(Caller caller, Work<T> work) {
    Access.requireAdministrator(caller);
    return transactions.executeRead(status -> work.with(status.getConnection()));
  }

  /** Something done in a transaction. */
  @FunctionalInterface
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }
}
