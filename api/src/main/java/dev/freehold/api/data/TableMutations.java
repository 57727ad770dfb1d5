package dev.freehold.api.data;

import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.CompanyDatabase;
import dev.freehold.api.permission.RoleSet;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Serves the fields of Mutation that stand for tables: those of one operation in one transaction.
 */
@Singleton
public final class TableMutations {
  private final TableReads reads;
  private final WriteGrants grants;
  private final DataSource database;

  TableMutations(TableReads reads, WriteGrants grants, CompanyDatabase database) {
    this.reads = reads;
    this.grants = grants;
    this.database = database.source();
  }

  /** Begins an operation. What is not committed is taken back when it is closed. */
  public TableTransaction begin(Catalog catalog, Caller caller, RoleSet roles) {
    CallerValues values = CallerValues.of(caller, roles);
    Accesses accesses = reads.of(catalog, roles, values);
    TableWrites writes = grants.of(catalog, roles, values);
    try {
      Connection connection = database.getConnection();
      try {
        connection.setAutoCommit(false);
        return new TableTransaction(connection, accesses, writes, values);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw SqlRefusals.of(e);
    }
  }
}
