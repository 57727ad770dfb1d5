package dev.freehold.api.catalog;

import io.micronaut.core.annotation.Nullable;

/**
 * A column that may show as a field.
 *
 * @param name as PostgreSQL spells it, not quoted
 * @param field of GraphQL, like {@code firstName}
 * @param nullable false also when the column's domain refuses null
 * @param hasDefault true when an insert may leave it out: a default, identity or generated value
 * @param description the comment on the column; null when there is none
 */
public record Column(
    String name,
    String field,
    ColumnType type,
    boolean nullable,
    boolean hasDefault,
    Generation generation,
    @Nullable String description) {

  /** Whether the database makes the value. */
  public enum Generation {
    NONE,
    /** Can be neither inserted nor updated. */
    IDENTITY_ALWAYS,
    IDENTITY_BY_DEFAULT,
    /** Computed from other columns, kept or not: can be neither inserted nor updated. */
    STORED
  }

  /** A nullable column without default or comment. */
  public static Column of(String name, String field, ColumnType type) {
    return new Column(name, field, type, true, false, Generation.NONE, null);
  }

  /** Cheap: rows are written and read by maps of columns, and names tell those of a table apart. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** True when statements may give it a value. */
  public boolean writable() {
    return generation == Generation.NONE || generation == Generation.IDENTITY_BY_DEFAULT;
  }

  /** True when an insert has to give it a value. */
  public boolean required() {
    return !nullable && !hasDefault && writable();
  }
}
