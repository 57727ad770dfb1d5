package dev.freehold.api.definition;

import dev.freehold.api.catalog.TableId;
import io.micronaut.core.annotation.Nullable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * What one mutation is going to do.
 *
 * @param action as in the audit log, like {@code table.create}
 * @param table what it is called afterwards
 * @param column what it, or the relation, is called afterwards; null when it is about the table
 *     itself
 * @param join the join table of a relation to many on both sides; null for all else
 * @param statements in their order, to be recorded
 * @param details for the audit log
 * @param after what else changes in the same transaction, and is not recorded
 */
record Change(
    String action,
    TableId table,
    @Nullable String column,
    @Nullable TableId join,
    List<String> statements,
    Map<String, ?> details,
    After after) {

  static Change of(String action, TableId table, List<String> statements, Map<String, ?> details) {
    return new Change(action, table, null, null, statements, details, connection -> {});
  }

  Change column(String name) {
    return new Change(action, table, name, join, statements, details, after);
  }

  /** It is about a relation through that table. */
  Change joined(String name, TableId through) {
    return new Change(action, table, name, through, statements, details, after);
  }

  Change then(After more) {
    return new Change(action, table, column, join, statements, details, more);
  }

  /** For people. */
  String name() {
    return action + ' ' + table + (column == null ? "" : '.' + column);
  }

  /** Something done with the transaction's connection. */
  @FunctionalInterface
  interface After {
    void with(Connection connection) throws SQLException;
  }
}
