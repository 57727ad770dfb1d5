package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.permission.Action;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the statements of one field of a mutation share. Not for several threads. */
final class WriteSession {
  private final Connection connection;
  private final Accesses accesses;
  private final TableWrites writes;
  private final CallerValues caller;
  private final List<Check> checks = new ArrayList<>();

  /** What rows must satisfy once everything is written. */
  private record Check(Table table, RowKeys rows, Filter condition, String path) {}

  /** Reads the statement's current row. */
  interface Reader<T> {
    T read(ResultSet answer) throws SQLException;
  }

  /** What is tried and can be taken back. */
  interface Attempt<T> {
    /** Empty for something that is to be taken back. */
    Optional<T> make() throws SQLException;
  }

  WriteSession(Connection connection, Accesses accesses, TableWrites writes, CallerValues caller) {
    this.connection = connection;
    this.accesses = accesses;
    this.writes = writes;
    this.caller = caller;
  }

  Accesses accesses() {
    return accesses;
  }

  TableWrites writes() {
    return writes;
  }

  /** The permissions that can apply, at least one. */
  List<WriteGrant> grants(Table table, Action action, String path) {
    List<WriteGrant> grants = writes.grants(table, action);
    if (grants.isEmpty()) {
      throw Refusal.notAuthorized(path);
    }
    return grants;
  }

  WriteStatements statements(Table table) {
    return new WriteStatements(table, accesses, caller);
  }

  LinkStatements links() {
    return new LinkStatements(accesses, caller);
  }

  /** The rows that the statement answers by {@link Row#columns}. */
  List<Row> rows(Table table, Sql.Statement statement, String path) {
    List<Column> columns = Row.columns(table);
    return read(statement, path, answer -> Row.read(columns, answer, 1));
  }

  /** Runs the statement. A refusal of the database is said of that place in the data. */
  <T> List<T> read(Sql.Statement statement, String path, Reader<T> reader) {
    List<T> all = new ArrayList<>();
    try (PreparedStatement prepared = connection.prepareStatement(statement.text())) {
      DataReader.bind(prepared, statement);
      try (ResultSet answer = prepared.executeQuery()) {
        while (answer.next()) {
          all.add(reader.read(answer));
        }
      }
    } catch (SQLException e) {
      throw SqlRefusals.of(e, path);
    }
    return all;
  }

  /** Has the rows looked at when everything is written. */
  void checkLater(Table table, List<Row> rows, Filter condition, String path) {
    if (condition != Filter.Always.TRUE && !rows.isEmpty()) {
      checks.add(new Check(table, RowKeys.of(table, rows), condition, path));
    }
  }

  /**
   * Looks at the rows that are waiting for it.
   *
   * @throws FreeholdException {@link ErrorCode#NOT_AUTHORIZED} when one is not as it must be
   */
  void check() {
    for (Check check : checks) {
      if (!satisfies(check.table(), check.rows(), check.condition(), check.path())) {
        throw Refusal.notAuthorized(check.path());
      }
    }
    checks.clear();
  }

  /** Whether all of the rows do. */
  boolean satisfies(Table table, RowKeys rows, Filter condition, String path) {
    return condition == Filter.Always.TRUE
        || rows(table, statements(table).satisfying(rows, condition), path).size() == rows.size();
  }

  /** Tries it, and takes back what came to nothing. */
  <T> Optional<T> attempt(Attempt<T> attempt) throws SQLException {
    int known = checks.size();
    Savepoint before = connection.setSavepoint();
    Optional<T> made = attempt.make();
    if (made.isPresent()) {
      connection.releaseSavepoint(before);
    } else {
      connection.rollback(before);
      checks.subList(known, checks.size()).clear();
    }
    return made;
  }
}
