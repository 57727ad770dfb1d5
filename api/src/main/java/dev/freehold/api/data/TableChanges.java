package dev.freehold.api.data;

import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.CompanyDatabase;
import dev.freehold.api.catalog.RootField;
import dev.freehold.api.filter.Variable;
import dev.freehold.api.permission.RoleSet;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Answers the fields of Subscription, for several callers at once where they see the same. */
@Singleton
public final class TableChanges {
  private static final int TIMEOUT_SECONDS = 30;

  private final TableReads reads;
  private final DataSource database;

  TableChanges(TableReads reads, CompanyDatabase database) {
    this.reads = reads;
    this.database = database.source();
  }

  /** A field as it was asked for, in one state of the catalog and with the rights of some roles. */
  public static final class Plan {
    private final Catalog catalog;
    private final RootField field;
    private final Selection selection;
    private final RoleSet roles;
    private final Set<Variable> variables;

    private Plan(
        Catalog catalog,
        RootField field,
        Selection selection,
        RoleSet roles,
        Set<Variable> variables) {
      this.catalog = catalog;
      this.field = field;
      this.selection = selection;
      this.roles = roles;
      this.variables = variables;
    }

    /** Callers with the plan for whom this is equal are told the same of every change. */
    public Object audience(Caller caller) {
      return CallerValues.of(caller, roles).of(variables);
    }
  }

  /**
   * Plans a field for whoever has the roles.
   *
   * @throws dev.freehold.api.platform.FreeholdException when something is selected or asked for
   *     that he may not see
   */
  public Plan plan(Catalog catalog, RootField field, Selection selection, RoleSet roles) {
    Accesses accesses = reads.of(catalog, roles, CallerValues.anybody());
    var _ = ChangeSelection.of(field.table(), selection, accesses);
    return new Plan(
        catalog, field, selection, roles, reads.variables(catalog, roles, accesses.asked()));
  }

  /**
   * What the caller may know of the changes, by one statement.
   *
   * @return the field's values, each JSON in UTF-8, in the order of the changes; fewer than those
   *     where he may know nothing or asked for others
   */
  public List<byte[]> read(Plan plan, Caller caller, List<ChangedRow> changes) {
    CallerValues values = CallerValues.of(caller, plan.roles);
    Accesses accesses = reads.of(plan.catalog, plan.roles, values);
    ChangeSelection wanted = ChangeSelection.of(plan.field.table(), plan.selection, accesses);
    Sql.Statement statement = ChangeWriter.write(wanted, changes, accesses, values);
    try (Connection connection = database.getConnection();
        PreparedStatement prepared = connection.prepareStatement(statement.text())) {
      prepared.setQueryTimeout(TIMEOUT_SECONDS);
      DataReader.bind(prepared, statement);
      List<byte[]> payloads = new ArrayList<>();
      try (ResultSet rows = prepared.executeQuery()) {
        while (rows.next()) {
          payloads.add(LaterValues.complete(rows.getBytes(1), statement.later()));
        }
      }
      return payloads;
    } catch (SQLException e) {
      throw SqlRefusals.of(e);
    }
  }
}
