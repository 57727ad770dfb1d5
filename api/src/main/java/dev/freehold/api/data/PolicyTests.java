package dev.freehold.api.data;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Caller;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.CatalogHolder;
import dev.freehold.api.catalog.CompanyDatabase;
import dev.freehold.api.catalog.RootField;
import dev.freehold.api.catalog.RootField.Operation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import dev.freehold.api.permission.Permissions;
import dev.freehold.api.permission.PolicyCase;
import dev.freehold.api.permission.PolicyFile;
import dev.freehold.api.permission.PolicyFile.GivenRow;
import dev.freehold.api.permission.RoleSet;
import dev.freehold.api.permission.Subjects;
import dev.freehold.api.permission.Subjects.Subject;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Tries a company's cases of who can do what, in a transaction that is taken back. */
@Singleton
class PolicyTests implements FieldSource {
  private final CatalogHolder catalogs;
  private final Permissions permissions;
  private final Subjects subjects;
  private final TableReads reads;
  private final WriteGrants writes;
  private final AuditLog audit;
  private final DataSource database;

  PolicyTests(
      CatalogHolder catalogs,
      Permissions permissions,
      Subjects subjects,
      TableReads reads,
      WriteGrants writes,
      AuditLog audit,
      CompanyDatabase database) {
    this.catalogs = catalogs;
    this.permissions = permissions;
    this.subjects = subjects;
    this.reads = reads;
    this.writes = writes;
    this.audit = audit;
    this.database = database.source();
  }

  @Override
  public String schema() {
    return "schema/policy.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("PolicyTestReport", PolicyReport.class);
    fields.type("PolicyTestCase", PolicyReport.Outcome.class);
    fields.mutation("policyTest", this::run);
  }

  /** A case with all that has to be known before the transaction begins. */
  private record Known(PolicyCase one, Table table, Subject subject, RoleSet roles) {}

  private PolicyReport run(FieldCall call) {
    Access.requireAdministrator(call.caller());
    PolicyFile file = PolicyFile.parse(call.arguments().string("yaml").orElseThrow());
    Catalog catalog = catalogs.current();
    List<Known> cases = new ArrayList<>();
    for (PolicyCase one : file.cases()) {
      cases.add(known(call.caller(), catalog, one));
    }
    RoleSet own = permissions.of(call.caller());
    // Told before, whatever comes of it: the tables' triggers run for rows that are taken back.
    audit.record(call.caller(), "policy.test", "permissions", told(file, cases));
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        file.given().forEach(row -> make(connection, catalog, call.caller(), own, row));
        List<PolicyReport.Outcome> outcomes = new ArrayList<>();
        for (Known one : cases) {
          outcomes.add(trial(connection, catalog, one).outcome());
        }
        return PolicyReport.of(outcomes);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw SqlRefusals.of(e);
    }
  }

  /** How much of what; callers may be named by their e-mails. */
  private static Map<String, Object> told(PolicyFile file, List<Known> cases) {
    return Map.of(
        "cases", cases.size(),
        "given", file.given().size(),
        "tables", cases.stream().map(one -> one.table().id().toString()).distinct().toList());
  }

  private Known known(Caller administrator, Catalog catalog, PolicyCase one) {
    try {
      Subject subject = subjects.named(administrator, one.caller());
      return new Known(one, table(catalog, one.table()), subject, permissions.of(subject.caller()));
    } catch (FreeholdException e) {
      throw at(one.line(), e);
    }
  }

  private PolicyTrial trial(Connection connection, Catalog catalog, Known known) {
    CallerValues values =
        CallerValues.supposing(known.subject().caller(), known.one().caller().claims());
    return new PolicyTrial(
        connection,
        known.one(),
        known.table(),
        known.subject(),
        known.roles(),
        reads.of(catalog, known.roles(), values),
        writes.of(catalog, known.roles(), values),
        values);
  }

  private void make(
      Connection connection, Catalog catalog, Caller administrator, RoleSet roles, GivenRow row) {
    CallerValues values = CallerValues.of(administrator);
    try {
      var _ =
          new TableTransaction(
                  connection,
                  reads.of(catalog, roles, values),
                  writes.of(catalog, roles, values),
                  values)
              .answer(
                  new RootField(table(catalog, row.table()), Operation.CREATE),
                  new Selection(
                      "given", "create", Map.of("data", row.data()), List.of(PolicyTrial.TYPE)));
    } catch (FreeholdException e) {
      throw at(row.line(), e);
    }
  }

  private static Table table(Catalog catalog, String name) {
    return AccessQuestion.table(catalog, name)
        .orElseThrow(() ->
            FreeholdException.of(
                ErrorCode.VALIDATION, "table", "There is no exposed table " + name));
  }

  private static FreeholdException at(int line, FreeholdException fault) {
    return new FreeholdException(
        ErrorCode.VALIDATION,
        ErrorCode.VALIDATION.message(),
        Map.of("yaml", "line " + line + ": " + fault.details()),
        fault);
  }
}
