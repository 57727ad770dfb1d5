package dev.freehold.api.definition;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Caller;
import dev.freehold.api.audit.Actor;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.catalog.CatalogHolder;
import dev.freehold.api.catalog.CompanyDatabase;
import dev.freehold.api.permission.AdministrationLock;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * Carries out changes of tables: one after the other, each with its record in one transaction, and
 * in this node's catalog when it is answered. Others hear of it as of every change of tables.
 */
@Singleton
class SchemaChanges {
  /**
   * Whoever waits for a table keeps all others from it. Row security would hide rows from counts.
   */
  private static final String SETTINGS =
      """
      set local lock_timeout = '3s';
      set local statement_timeout = '30s';
      set local row_security = off;
      set local standard_conforming_strings = on;
      set local timezone = 'UTC'\
      """;

  private final TransactionOperations<Connection> transactions;
  private final CompanyDatabase database;
  private final CatalogHolder catalogs;
  private final AuditLog audit;

  SchemaChanges(
      TransactionOperations<Connection> transactions,
      CompanyDatabase database,
      CatalogHolder catalogs,
      AuditLog audit) {
    this.transactions = transactions;
    this.database = database;
    this.catalogs = catalogs;
    this.audit = audit;
  }

  /** The change's answer, once it holds on this node. */
  ChangeAnswer make(Caller caller, Planning planning) {
    Access.requireAdministrator(caller);
    if (!database.platforms()) {
      throw DefinitionRefusal.OTHER_DATABASE.refused();
    }
    Done done =
        transactions.executeWrite(status -> {
          try {
            return carryOut(caller, planning, status.getConnection());
          } catch (SQLException e) {
            throw DefinitionRefusal.of(e);
          }
        });
    return ChangeAnswer.of(catalogs.caughtUp(), done.change(), done.migration());
  }

  /** What only reads. */
  <T> T read(Caller caller, Reading<T> reading) {
    Access.requireAdministrator(caller);
    return transactions.executeRead(status -> reading.with(status.getConnection()));
  }

  private Done carryOut(Caller caller, Planning planning, Connection connection)
      throws SQLException {
    execute(connection, SETTINGS);
    AdministrationLock.take(connection);
    // Only now: whoever had the lock before may have changed something. Others who wait for the
    // lock
    // need not wait for the schema too.
    Present present = new Present(connection, catalogs.read(), database.schemas());
    Change change = planning.change(present);
    for (String statement : change.statements()) {
      execute(connection, statement);
    }
    change.after().with(connection);
    Migration migration =
        Migrations.add(connection, change.name(), change.statements(), Actor.of(caller).name());
    Map<String, Object> details = new HashMap<>(change.details());
    details.put("migration", migration.id());
    audit.record(caller, change.action(), "table " + change.table(), details);
    return new Done(change, migration);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // Braces in constants are no escapes of JDBC.
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  private record Done(Change change, Migration migration) {}

  /** Decides on a change by what there is. */
  @FunctionalInterface
  interface Planning {
    Change change(Present present) throws SQLException;
  }

  /** Something read in a transaction. */
  @FunctionalInterface
  interface Reading<T> {
    T with(Connection connection) throws SQLException;
  }
}
