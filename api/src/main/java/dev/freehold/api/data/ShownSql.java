package dev.freehold.api.data;

import java.util.Iterator;

/** A statement for people: its values stand in the text. Never to be executed. */
final class ShownSql {
  private ShownSql() {}

  static String of(Sql.Statement statement) {
    StringBuilder shown = new StringBuilder();
    Iterator<String> values = statement.parameters().iterator();
    char quote = 0;
    for (char one : statement.text().toCharArray()) {
      if (one == '?' && quote == 0) {
        shown.append(literal(values.next()));
        continue;
      }
      if (quote == 0 && (one == '"' || one == '\'')) {
        quote = one;
      } else if (one == quote) {
        quote = 0;
      }
      shown.append(one);
    }
    return shown.toString();
  }

  private static String literal(String value) {
    return value == null ? "null" : '\'' + value.replace("'", "''") + '\'';
  }
}
