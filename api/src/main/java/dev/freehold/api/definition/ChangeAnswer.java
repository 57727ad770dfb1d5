package dev.freehold.api.definition;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
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
        table
            .filter(one -> change.column() != null)
            .flatMap(one -> one.column(change.column()))
            .map(Column::field)
            .orElse(null),
        migration);
  }
}
