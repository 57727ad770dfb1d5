package dev.freehold.api.catalog;

import dev.freehold.api.catalog.RawCatalog.ColumnRow;
import dev.freehold.api.catalog.RawCatalog.IndexRow;
import dev.freehold.api.catalog.RawCatalog.TableRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** By which columns rows are found without reading the whole table. */
public final class IndexedColumns {
  private final Map<TableId, Set<String>> columns = new HashMap<>();

  private IndexedColumns() {}

  static IndexedColumns of(RawCatalog raw) {
    Map<Long, TableId> tables = new HashMap<>();
    for (TableRow table : raw.tables()) {
      tables.put(table.oid(), table.id());
    }
    Map<Long, Set<Integer>> first = new HashMap<>();
    for (IndexRow index : raw.indexes()) {
      first.computeIfAbsent(index.table(), _ -> new HashSet<>()).add(index.columns().getFirst());
    }
    IndexedColumns found = new IndexedColumns();
    for (ColumnRow column : raw.columns()) {
      if (first.getOrDefault(column.table(), Set.of()).contains(column.number())) {
        found
            .columns
            .computeIfAbsent(tables.get(column.table()), _ -> new HashSet<>())
            .add(column.name());
      }
    }
    return found;
  }

  /** Whether an index begins with it. */
  public boolean has(TableId table, Column column) {
    return columns.getOrDefault(table, Set.of()).contains(column.name());
  }
}
