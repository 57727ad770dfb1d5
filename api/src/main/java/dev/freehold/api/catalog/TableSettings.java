package dev.freehold.api.catalog;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an administrator decided about a table. Whatever is null or not there is as the database has
 * it.
 *
 * @param one name for one row, like {@code post}
 * @param plural like {@code posts}
 * @param softDelete column that marks deleted rows
 * @param fields from column to field
 */
record TableSettings(
    TableId table,
    boolean exposed,
    @Nullable String one,
    @Nullable String plural,
    @Nullable String softDelete,
    Map<String, String> fields,
    List<RelationName> relations) {

  /**
   * The field of a relation.
   *
   * @param constraint the foreign key; of a join table, the one to the relation's target
   */
  record RelationName(String constraint, Side side, String field) {}

  /** Where a relation's foreign key is, seen from the table that has the field. */
  enum Side {
    /** In this table. */
    REFERENCING,
    /** In the other table. */
    REFERENCED,
    /** In a join table. */
    THROUGH
  }

  TableSettings {
    fields = Map.copyOf(fields);
    relations = List.copyOf(relations);
  }

  static TableSettings automatic(TableId table) {
    return new TableSettings(table, true, null, null, null, Map.of(), List.of());
  }

  Optional<String> relation(String constraint, Side side) {
    return relations.stream()
        .filter(one -> one.constraint().equals(constraint) && one.side() == side)
        .map(RelationName::field)
        .findFirst();
  }
}
