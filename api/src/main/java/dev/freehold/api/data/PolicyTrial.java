package dev.freehold.api.data;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.RootField;
import dev.freehold.api.catalog.RootField.Operation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.FilterParser;
import dev.freehold.api.permission.Action;
import dev.freehold.api.permission.PolicyCase;
import dev.freehold.api.permission.RoleSet;
import dev.freehold.api.permission.Subjects.Subject;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries one case of a policy test in a transaction, which is left as it was. */
record PolicyTrial(
    Connection connection,
    PolicyCase one,
    Table table,
    Subject subject,
    RoleSet roles,
    Accesses accesses,
    TableWrites writes,
    CallerValues caller) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_ROWS = 100;

  /** Whoever writes need not read what he wrote. */
  static final Selection TYPE = new Selection("t", Selection.TYPE_NAME, Map.of(), List.of());

  PolicyReport.Outcome outcome() throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      List<AccessQuestion> questions = questions();
      int rows = questions.stream().allMatch(AccessQuestion::aboutRow) ? questions.size() : 0;
      Optional<String> fault =
          questions.isEmpty()
              ? Optional.of("there is no such row, so that nothing is proved")
              : questions.stream().map(this::fault).flatMap(Optional::stream).findFirst();
      return new PolicyReport.Outcome(
          one.name(), one.line(), fault.isEmpty(), rows, fault.orElse(null));
    } catch (FreeholdException e) {
      return new PolicyReport.Outcome(
          one.name(), one.line(), false, 0, "cannot be tried: " + e.details());
    } finally {
      connection.rollback(before);
    }
  }

  private List<AccessQuestion> questions() {
    if (one.where() == null) {
      return List.of(AccessQuestion.of(table, one.action(), one.id(), one.key()));
    }
    Filter where = FilterParser.rule(accesses.catalog(), table, one.where());
    Sql sql = new Sql();
    Scope scope = new Scope(table, sql.newAlias());
    sql.add("select (select json_agg(r.o) from (select json_build_object(");
    String separator = "";
    for (Column column : table.primaryKey().map(Key::columns).orElse(List.of())) {
      sql.add(separator).key(column.field()).add(", ");
      sql.column(scope.alias(), column.name()).add("::text");
      separator = ", ";
    }
    sql.add(") as o from ").table(table.id()).add(" ").add(scope.alias()).add(" where ");
    new ConditionWriter(sql, accesses, caller).rule(caller.bind(where), scope);
    sql.add(" limit ").value(Integer.toString(MOST_ROWS), "bigint").add(") r)::text");
    return keys(read(sql.statement())).stream()
        .map(key -> new AccessQuestion(table, one.action(), key))
        .toList();
  }

  private static List<Map<String, Object>> keys(byte[] answer) {
    try {
      List<Map<String, Object>> keys = JSON.readValue(answer, new TypeReference<>() {});
      return keys == null ? List.of() : keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is not as the case says. */
  private Optional<String> fault(AccessQuestion question) {
    AccessAnswer answer =
        subject.active()
            ? new AccessCheck(accesses, writes, roles.everything(), caller, this::read)
                .answer(question)
            : AccessAnswer.DENIED;
    Optional<String> refusal =
        answer.allowed() && one.data() != null ? refusal(question) : Optional.empty();
    boolean allowed = answer.allowed() && refusal.isEmpty();
    if (allowed != one.allowed()) {
      String row = question.aboutRow() ? " for " + question.key() : "";
      return Optional.of(
          (allowed ? "is allowed" : "is denied")
              + row
              + ": "
              + refusal.orElseGet(() -> reason(question)));
    }
    if (allowed
        && one.fields() != null
        && !new HashSet<>(one.fields()).equals(new HashSet<>(answer.fields()))) {
      return Optional.of(
          "has the fields "
              + answer.fields()
              + (question.aboutRow() ? " in " + question.key() : ""));
    }
    return Optional.empty();
  }

  private String reason(AccessQuestion question) {
    return new AccessExplainer(accesses, writes, roles, caller, this::read)
        .explain(subject.caller(), subject.active(), question)
        .reason();
  }

  /** Why what is to be written is not accepted. */
  private Optional<String> refusal(AccessQuestion question) {
    if (!question.action().writes()) {
      return Optional.empty();
    }
    boolean create = question.action() == Action.CREATE;
    Map<String, Object> arguments =
        create ? Map.of("data", one.data()) : Map.of("filter", question.key(), "data", one.data());
    try {
      Savepoint before = connection.setSavepoint();
      try {
        var _ =
            new TableTransaction(connection, accesses, writes, caller)
                .answer(
                    new RootField(table, create ? Operation.CREATE : Operation.UPDATE),
                    new Selection("tried", "data", arguments, List.of(TYPE)));
        return Optional.empty();
      } catch (FreeholdException e) {
        if (e.code() == ErrorCode.NOT_AUTHORIZED || e.code() == ErrorCode.VALIDATION) {
          return Optional.of("the data is refused, " + e.details());
        }
        throw e;
      } finally {
        connection.rollback(before);
      }
    } catch (SQLException e) {
      throw SqlRefusals.of(e);
    }
  }

  private byte[] read(Sql.Statement statement) {
    try {
      return DataReader.read(connection, statement);
    } catch (SQLException e) {
      throw SqlRefusals.of(e);
    }
  }
}
