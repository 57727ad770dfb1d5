package dev.freehold.api.definition;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.TableId;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;

/**
 * A column to be made.
 *
 * @param type of PostgreSQL
 * @param constant its default as a literal; null when it has none
 * @param description null when it has none
 */
record FieldDefinition(
    String name,
    String type,
    boolean required,
    boolean unique,
    @Nullable String constant,
    @Nullable Reference reference,
    @Nullable String description) {

  /** A column with a foreign key. */
  static FieldDefinition relation(
      String name,
      TableId target,
      Column key,
      OnDelete onDelete,
      boolean required,
      boolean unique,
      @Nullable String description) {
    return new FieldDefinition(
        name,
        key.type().sqlType(),
        required,
        unique,
        null,
        new Reference(target, key.name(), onDelete),
        description);
  }

  /** As a part of {@code create table} and {@code alter table … add column}. */
  String sql() {
    StringBuilder sql = new StringBuilder(Ddl.name(name)).append(' ').append(type);
    if (required) {
      sql.append(" not null");
    }
    if (constant != null) {
      sql.append(" default ").append(constant);
    }
    if (unique) {
      sql.append(" unique");
    }
    if (reference != null) {
      sql.append(reference.sql());
    }
    return sql.toString();
  }

  /** What stands in statements of its own: a relation's index, the comment. */
  List<String> further(TableId table) {
    List<String> statements = new ArrayList<>();
    if (reference != null && !unique) {
      statements.add("create index on " + Ddl.table(table) + " (" + Ddl.name(name) + ")");
    }
    if (description != null) {
      statements.add(
          "comment on column "
              + Ddl.table(table)
              + '.'
              + Ddl.name(name)
              + " is "
              + Ddl.literal("description", description));
    }
    return statements;
  }

  /** A row of another table. */
  record Reference(TableId table, String column, OnDelete onDelete) {
    private String sql() {
      return " references "
          + Ddl.table(table)
          + " ("
          + Ddl.name(column)
          + ") on delete "
          + onDelete.sql();
    }
  }

  /** What becomes of a row whose counterpart is deleted. */
  enum OnDelete {
    RESTRICT("restrict"),
    CASCADE("cascade"),
    SET_NULL("set null");

    private final String sql;

    OnDelete(String sql) {
      this.sql = sql;
    }

    private String sql() {
      return sql;
    }
  }
}
