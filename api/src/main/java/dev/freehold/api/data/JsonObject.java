package dev.freehold.api.data;

import java.util.List;
import java.util.function.Consumer;

/** Writes objects of JSON. */
final class JsonObject {
  /** PostgreSQL's functions take 100 arguments. */
  private static final int MOST_PAIRS = 50;

  private JsonObject() {}

  /**
   * Writes an object.
   *
   * @param pair writes key and value of one, {@code 'key', value}
   */
  static <T> void write(Sql sql, List<T> all, Consumer<T> pair) {
    if (all.size() <= MOST_PAIRS) {
      chunk(sql, all, pair);
      return;
    }
    // Objects are joined as texts, without the braces between them.
    String separator = "(";
    for (int begin = 0; begin < all.size(); begin += MOST_PAIRS) {
      boolean first = begin == 0;
      boolean last = begin + MOST_PAIRS >= all.size();
      sql.add(separator).add(last ? "" : "left(").add(first ? "" : "substr(");
      chunk(sql, all.subList(begin, last ? all.size() : begin + MOST_PAIRS), pair);
      sql.add("::text").add(first ? "" : ", 2)").add(last ? "" : ", -1)");
      separator = " || ',' || ";
    }
    sql.add(")::json");
  }

  private static <T> void chunk(Sql sql, List<T> some, Consumer<T> pair) {
    sql.add("json_build_object(");
    String separator = "";
    for (T each : some) {
      sql.add(separator);
      pair.accept(each);
      separator = ", ";
    }
    sql.add(")");
  }
}
