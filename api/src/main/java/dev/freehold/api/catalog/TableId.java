package dev.freehold.api.catalog;

import java.util.Comparator;

/** A table's place in the database, as PostgreSQL spells it: case matters, nothing is quoted. */
public record TableId(String schema, String name) implements Comparable<TableId> {
  /** Where Users is. */
  public static final TableId USERS = new TableId("freehold", "users");

  private static final Comparator<TableId> ORDER =
      Comparator.comparing(TableId::schema).thenComparing(TableId::name);

  @Override
  public int compareTo(TableId other) {
    return ORDER.compare(this, other);
  }

  /** For people; not for SQL. */
  @Override
  public String toString() {
    return schema + '.' + name;
  }
}
