package dev.freehold.api.catalog;

import dev.freehold.api.catalog.RawCatalog.IndexRow;
import dev.freehold.api.catalog.RawCatalog.TableRow;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.NavigableMap;

/**
 * A table before its relations are known.
 *
 * @param columns by number, those that are offered
 * @param indexes of all columns
 * @param taken fields that no relation can have
 */
record TableDraft(
    TableRow row,
    TableNames names,
    TableSettings settings,
    NavigableMap<Integer, Column> columns,
    List<IndexRow> indexes,
    Set<String> taken) {

  TableId id() {
    return row.id();
  }

  /** The columns, if all of them are offered. */
  Optional<List<Column>> columns(List<Integer> numbers) {
    return columns.keySet().containsAll(numbers)
        ? Optional.of(numbers.stream().map(columns::get).toList())
        : Optional.empty();
  }

  /** True when rows are found by these columns without reading all. */
  boolean indexed(List<Integer> numbers) {
    Set<Integer> wanted = new HashSet<>(numbers);
    return indexes.stream()
        .map(IndexRow::columns)
        .anyMatch(index ->
            index.size() >= wanted.size()
                && wanted.equals(new HashSet<>(index.subList(0, wanted.size()))));
  }

  /** True when no two rows share these columns. */
  boolean unique(List<Integer> numbers) {
    return indexes.stream()
        .anyMatch(index -> index.unique() && numbers.containsAll(index.columns()));
  }

  Optional<IndexRow> primaryKey() {
    return indexes.stream().filter(IndexRow::primary).findFirst();
  }
}
