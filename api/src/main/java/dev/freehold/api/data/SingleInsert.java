package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.OnInsert;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row that can be made, checked and answered by one statement.
 *
 * @param values of its columns, presets among them; null is a value too
 * @param check what the row must satisfy
 * @param answer what is selected of it; null when that needs no reading
 */
record SingleInsert(
    Table table, Map<Column, String> values, Filter check, @Nullable RowPlan answer) {
  /**
   * Empty where it takes several statements: the row comes with others, permissions preset
   * different values, or the database may change what the insert returns.
   *
   * @param grants the permissions to create that can apply
   * @throws dev.freehold.api.platform.FreeholdException when none of them covers the row
   */
  static Optional<SingleInsert> of(
      Table table, RowData row, List<WriteGrant> grants, @Nullable RowPlan answer) {
    if (table.onInsert() == OnInsert.ANYTHING
        || table.primaryKey().isEmpty()
        || !row.relations().isEmpty()) {
      return Optional.empty();
    }
    List<List<WriteGrant>> ways = RowInserts.ways(RowInserts.covering(grants, new Draft(row)));
    if (ways.size() > 1) {
      return Optional.empty();
    }
    List<WriteGrant> way = ways.getFirst();
    return Optional.of(
        new SingleInsert(
            table, way.getFirst().complete(row.values()), RowInserts.accepted(way), answer));
  }

  /** True when nothing can refuse the row once the statement is done. */
  boolean endsWithItsStatement() {
    return table.onInsert() == OnInsert.PLAIN;
  }
}
