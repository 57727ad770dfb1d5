package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.ValueTexts;
import java.util.Collection;
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
  static RowKeys of(Table table, Collection<Row> rows) {
    List<Column> key = table.primaryKey().map(Key::columns).orElseThrow();
    Set<List<String>> keys = new LinkedHashSet<>();
    rows.forEach(row -> keys.add(row.texts(key)));
    return new RowKeys(key, keys);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  int size() {
    return rows.size();
  }

  boolean has(Row row) {
    return rows.contains(row.texts(columns));
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
      sql.add(separator);
      array(sql, columns.get(i), rows.stream().map(row -> row.get(at)).toList());
      separator = ", ";
    }
    sql.add("))");
  }

  /** The texts as an array of the column's type. */
  static void array(Sql sql, Column column, List<String> texts) {
    sql.value(ValueTexts.literal(texts), column.type().sqlType() + "[]");
  }
}
