package dev.freehold.api.data;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Link;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a mutation of a row can do to one of its relations, as far as the tables go.
 *
 * @param creates whether rows can be made at its other end
 * @param connects whether rows there can be named
 */
public record WritableRelation(Relation relation, Table target, boolean creates, boolean connects) {
  /** Empty when there is nothing it can do. */
  public static Optional<WritableRelation> of(Catalog catalog, Relation relation) {
    Table target = catalog.get(relation.target());
    if (!holder(catalog, relation, target)) {
      return Optional.empty();
    }
    WritableRelation found =
        new WritableRelation(
            relation, target, creatable(target), keyColumns(target).findAny().isPresent());
    return found.creates || found.connects ? Optional.of(found) : Optional.empty();
  }

  /** Whether the rows that have the foreign keys can be written. */
  private static boolean holder(Catalog catalog, Relation relation, Table target) {
    if (relation.referencing()) {
      return relation.links().stream().map(Link::own).allMatch(Column::writable);
    }
    if (relation.through() == null) {
      return writable(target)
          && relation.links().stream().map(Link::target).allMatch(Column::writable);
    }
    return catalog.find(relation.through().table()).filter(WritableRelation::writable).isPresent();
  }

  /** Whether mutations can write its rows. Users are written by the platform's own. */
  public static boolean writable(Table table) {
    return table.writable() && table.primaryKey().isPresent() && !table.id().equals(TableId.USERS);
  }

  /** Whether mutations can make rows of it. */
  public static boolean creatable(Table table) {
    return writable(table) && table.columns().stream().anyMatch(table::accepts);
  }

  /** The columns that name a row of the table, by themselves or together. */
  public static Stream<Column> keyColumns(Table table) {
    return keys(table).stream().flatMap(List::stream).distinct();
  }

  /** Each names a row. */
  static List<List<Column>> keys(Table table) {
    return table.keys().stream()
        .map(key -> key.columns())
        .filter(columns -> columns.stream().noneMatch(column -> column.type().array()))
        .toList();
  }
}
