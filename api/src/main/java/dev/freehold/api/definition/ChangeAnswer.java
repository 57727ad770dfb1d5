package dev.freehold.api.definition;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import java.util.Optional;

/**
 * What a mutation answers.
 *
 * @param type the table's GraphQL type; null when there is none any more
 * @param field the column's GraphQL field; null when there is none
 */
record ChangeAnswer(
    boolean success, String schema, String name, String type, String field, Migration migration) {

  static ChangeAnswer of(Catalog catalog, Change change, Migration migration) {
    Optional<Table> table = catalog.find(change.table());
    return new ChangeAnswer(
        true,
        change.table().schema(),
        change.table().name(),
        table.map(one -> one.names().type()).orElse(null),
        table.flatMap(one -> field(one, change)).orElse(null),
        migration);
  }

  private static Optional<String> field(Table table, Change change) {
    if (change.join() != null) {
      return table.relations().stream()
          .filter(one -> one.through() != null && one.through().table().equals(change.join()))
          .map(Relation::field)
          .findFirst();
    }
    return Optional.ofNullable(change.column()).flatMap(table::column).map(Column::field);
  }
}
