package dev.freehold.api.catalog;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Optional;

/**
 * A table or view that GraphQL may offer. It has columns, keys and relations as far as they can be
 * offered.
 *
 * @param description the comment on it; null when there is none
 * @param columns in their order in the database
 * @param keys the primary one first; empty for most views
 * @param softDelete null when rows are removed
 */
public record Table(
    TableId id,
    Kind kind,
    TableNames names,
    @Nullable String description,
    List<Column> columns,
    List<Key> keys,
    List<Relation> relations,
    @Nullable SoftDelete softDelete,
    OnInsert onInsert) {

  /** What stores its rows. */
  public enum Kind {
    /** Also a partitioned or foreign table. */
    TABLE,
    VIEW,
    MATERIALIZED_VIEW;

    /** By {@code pg_class.relkind}. */
    static Kind of(char relkind) {
      return switch (relkind) {
        case 'v' -> VIEW;
        case 'm' -> MATERIALIZED_VIEW;
        default -> TABLE;
      };
    }
  }

  public Table {
    columns = List.copyOf(columns);
    keys = List.copyOf(keys);
    relations = List.copyOf(relations);
  }

  /** One of which nothing is known beyond its shape. */
  public Table(
      TableId id,
      Kind kind,
      TableNames names,
      @Nullable String description,
      List<Column> columns,
      List<Key> keys,
      List<Relation> relations,
      @Nullable SoftDelete softDelete) {
    this(id, kind, names, description, columns, keys, relations, softDelete, OnInsert.ANYTHING);
  }

  /** True when GraphQL may offer mutations. */
  public boolean writable() {
    return kind == Kind.TABLE;
  }

  public Optional<Key> primaryKey() {
    return keys.stream().filter(Key::primary).findFirst();
  }

  /**
   * True when mutations may give the column a value that the caller chooses. The mark of deleted
   * rows is written by deleting and restoring.
   */
  public boolean accepts(Column column) {
    return column.writable() && (softDelete == null || !softDelete.column().equals(column));
  }

  /** By its name in the database. */
  public Optional<Column> column(String name) {
    for (Column one : columns) {
      if (one.name().equals(name)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /** By its field of GraphQL. */
  public Optional<Column> field(String field) {
    for (Column one : columns) {
      if (one.field().equals(field)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /** By its field of GraphQL. */
  public Optional<Relation> relation(String field) {
    for (Relation one : relations) {
      if (one.field().equals(field)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}
