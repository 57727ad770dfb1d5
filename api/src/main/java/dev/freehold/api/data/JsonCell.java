package dev.freehold.api.data;

import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.EnumType;

/** How a cell becomes JSON without losing anything. */
final class JsonCell {
  private JsonCell() {}

  static void write(Sql sql, ColumnType type, Runnable cell) {
    switch (type.scalar()) {
      // Numbers in JSON are exact up to 2^53 only.
      case ID, BIGINT, NUMERIC, RANGE, MULTIRANGE, INET, MAC, SEARCH_VECTOR -> {
        sql.add("(");
        cell.run();
        sql.add(type.array() ? ")::text[]" : ")::text");
      }
      case BYTES -> bytes(sql, type, cell);
      case ENUM -> names(sql, type, cell);
      default -> cell.run();
    }
  }

  private static void bytes(Sql sql, ColumnType type, Runnable cell) {
    if (type.array()) {
      sql.add("(select array_agg(translate(encode(e, 'base64'), E'\\n', '')) from unnest(");
      cell.run();
      sql.add(") e)");
    } else {
      sql.add("translate(encode(");
      cell.run();
      sql.add(", 'base64'), E'\\n', '')");
    }
  }

  /** Labels that are no names of GraphQL have other names. */
  private static void names(Sql sql, ColumnType type, Runnable cell) {
    EnumType labels = type.enumType();
    if (labels.values().stream().allMatch(value -> value.name().equals(value.label()))) {
      cell.run();
      return;
    }
    if (type.array()) {
      sql.add("(select array_agg(");
      mapping(sql, labels, () -> sql.add("e"));
      sql.add(") from unnest(");
      cell.run();
      sql.add(") e)");
    } else {
      mapping(sql, labels, cell);
    }
  }

  private static void mapping(Sql sql, EnumType labels, Runnable cell) {
    sql.add("(case (");
    cell.run();
    sql.add(")::text");
    for (EnumType.Value value : labels.values()) {
      sql.add(" when ").value(value.label(), "text").add(" then ").key(value.name());
    }
    sql.add(" end)");
  }
}
