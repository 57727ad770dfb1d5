package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.filter.ValueTexts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows of one table by their primary key.
 *
 * @param columns of the key
 * @param rows the key's values of each row, as texts
 */
record RowKeys(List<Column> columns, Set<List<String>> rows) {
  static RowKeys none(List<Column> columns) {
    return new RowKeys(columns, new LinkedHashSet<>());
  }

  /** Those that a statement answered, which selects or returns the key. */
  static RowKeys read(List<Column> columns, ResultSet answer) throws SQLException {
    RowKeys keys = none(columns);
    while (answer.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        row.add(answer.getString(i));
      }
      keys.rows.add(row);
    }
    return keys;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  int size() {
    return rows.size();
  }

  RowKeys without(RowKeys others) {
    Set<List<String>> rest = new LinkedHashSet<>(rows);
    rest.removeAll(others.rows);
    return new RowKeys(columns, rest);
  }

  void add(RowKeys others) {
    rows.addAll(others.rows);
  }

  /** {@code a, b}, as texts. */
  static void list(Sql sql, List<Column> columns, String alias) {
    String separator = "";
    for (Column column : columns) {
      sql.add(separator).column(alias, column.name()).add("::text");
      separator = ", ";
    }
  }

  /** The condition that a row is one of them. */
  void condition(Sql sql, String alias) {
    String separator = "(";
    for (Column column : columns) {
      sql.add(separator).column(alias, column.name());
      separator = ", ";
    }
    separator = ") in (select * from unnest(";
    for (int i = 0; i < columns.size(); i++) {
      int at = i;
      sql.add(separator)
          .value(
              ValueTexts.literal(rows.stream().map(row -> row.get(at)).toList()),
              columns.get(i).type().sqlType() + "[]");
      separator = ", ";
    }
    sql.add("))");
  }
}
