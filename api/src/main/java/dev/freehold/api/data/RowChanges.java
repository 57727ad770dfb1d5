package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Key;
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
import java.util.List;
import java.util.Map;

/**
 * Changes rows of a table as the caller's roles allow. Each role's permission counts for itself: a
 * row is written by the first that covers the values, lets the row be changed and accepts the
 * result.
 */
final class RowChanges {
  /** Rows that one field of a mutation may change. */
  static final int MOST = 10_000;

  private final Connection connection;
  private final Table table;
  private final List<Column> key;
  private final TableWrites writes;
  private final WriteStatements statements;

  RowChanges(
      Connection connection,
      Table table,
      Accesses accesses,
      TableWrites writes,
      CallerValues caller) {
    this.connection = connection;
    this.table = table;
    this.key = table.primaryKey().map(Key::columns).orElseThrow();
    this.writes = writes;
    this.statements = new WriteStatements(table, key, accesses, caller);
  }

  /** Whether the caller may do that at all; said before anything is looked up. */
  void require(Action action) {
    grants(action);
  }

  RowKeys insert(Map<String, ?> data) throws SQLException {
    List<WriteGrant> grants = grants(Action.CREATE);
    Map<Column, String> values = RowValues.of(table, data, grants);
    for (WriteGrant grant : grants) {
      if (grant.covers(values)) {
        Savepoint before = connection.setSavepoint();
        RowKeys made = keys(statements.insert(grant.complete(values)));
        if (accepted(made, grant)) {
          connection.releaseSavepoint(before);
          return made;
        }
        connection.rollback(before);
      }
    }
    throw FreeholdException.notAuthorized();
  }

  /** The rows that the caller sees and the filter finds. */
  RowKeys choose(Filter filter) throws SQLException {
    RowKeys found = keys(statements.choose(filter, MOST + 1));
    if (found.size() > MOST) {
      throw FreeholdException.of(
          ErrorCode.LIMIT_EXCEEDED, "filter", "finds more than " + MOST + " rows");
    }
    return found;
  }

  /** Answers those of the rows that were changed. */
  RowKeys update(RowKeys rows, Map<String, ?> data) throws SQLException {
    List<WriteGrant> grants = grants(Action.UPDATE);
    Map<Column, String> values = RowValues.of(table, data, grants);
    for (Column column : key) {
      if (values.containsKey(column)) {
        throw FreeholdException.of(
            ErrorCode.VALIDATION, column.field(), "The primary key cannot be changed");
      }
    }
    RowKeys changed = RowKeys.none(key);
    for (WriteGrant grant : grants) {
      RowKeys rest = rows.without(changed);
      Map<Column, String> complete = grant.complete(values);
      if (!rest.isEmpty() && grant.covers(values) && !complete.isEmpty()) {
        RowKeys some = keys(statements.update(rest, complete, grant.rows()));
        if (!accepted(some, grant)) {
          throw FreeholdException.notAuthorized();
        }
        changed.add(some);
      }
    }
    return changed;
  }

  /** Answers those of the rows that were deleted. */
  RowKeys delete(RowKeys rows) throws SQLException {
    RowKeys deleted = RowKeys.none(key);
    for (WriteGrant grant : grants(Action.DELETE)) {
      RowKeys rest = rows.without(deleted);
      if (!rest.isEmpty()) {
        deleted.add(keys(statements.delete(rest, grant.rows())));
      }
    }
    return deleted;
  }

  private boolean accepted(RowKeys rows, WriteGrant grant) throws SQLException {
    return grant.written() == Filter.Always.TRUE
        || rows.isEmpty()
        || keys(statements.satisfying(rows, grant.written())).size() == rows.size();
  }

  private List<WriteGrant> grants(Action action) {
    List<WriteGrant> grants = writes.grants(table, action);
    if (grants.isEmpty()) {
      throw FreeholdException.notAuthorized();
    }
    return grants;
  }

  private RowKeys keys(Sql.Statement statement) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement.text())) {
      DataReader.bind(prepared, statement);
      try (ResultSet answer = prepared.executeQuery()) {
        return RowKeys.read(key, answer);
      }
    }
  }
}
