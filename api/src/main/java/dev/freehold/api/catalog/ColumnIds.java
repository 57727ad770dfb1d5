package dev.freehold.api.catalog;

import dev.freehold.api.catalog.RawCatalog.ColumnRow;
import dev.freehold.api.catalog.RawCatalog.ForeignKeyRow;
import dev.freehold.api.catalog.RawCatalog.IndexRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which columns are shown as ids whatever their type: a table's whole primary key, and what refers
 * to one.
 */
final class ColumnIds {
  private static final Set<Scalar> AS_ID =
      Set.of(Scalar.ID, Scalar.SMALLINT, Scalar.INT, Scalar.BIGINT, Scalar.STRING);

  private final Map<Long, Set<Integer>> columns = new HashMap<>();

  ColumnIds(RawCatalog raw, ColumnTypes types) {
    Map<Long, Set<Integer>> fitting = new HashMap<>();
    for (ColumnRow row : raw.columns()) {
      if (types
          .of(row.type())
          .filter(type -> !type.array() && AS_ID.contains(type.scalar()))
          .isPresent()) {
        fitting.computeIfAbsent(row.table(), _ -> new HashSet<>()).add(row.number());
      }
    }
    Map<Long, Integer> keys = new HashMap<>();
    for (IndexRow index : raw.indexes()) {
      if (index.primary() && index.columns().size() == 1) {
        keys.put(index.table(), index.columns().getFirst());
        add(index.table(), index.columns().getFirst(), fitting);
      }
    }
    for (ForeignKeyRow key : raw.foreignKeys()) {
      if (key.columns().size() == 1
          && key.targetColumns().getFirst().equals(keys.get(key.target()))) {
        add(key.table(), key.columns().getFirst(), fitting);
      }
    }
  }

  private void add(long table, int column, Map<Long, Set<Integer>> fitting) {
    if (fitting.getOrDefault(table, Set.of()).contains(column)) {
      columns.computeIfAbsent(table, _ -> new HashSet<>()).add(column);
    }
  }

  /** Numbers of the table's columns. */
  Set<Integer> of(long table) {
    return columns.getOrDefault(table, Set.of());
  }
}
