package dev.freehold.api.reference;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Table;
import java.util.Map;

/** A row as it is, whoever may see what of it. Rows are the same only when they are one. */
final class Row {
  final Table table;
  private final Map<String, Object> cells;

  Row(Table table, Map<String, Object> cells) {
    this.table = table;
    this.cells = cells;
  }

  Object cell(Column column) {
    return cells.get(column.name());
  }

  boolean deleted() {
    return table.softDelete() != null && cell(table.softDelete().column()) != null;
  }
}
