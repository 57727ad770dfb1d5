package dev.freehold.api.user;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of SQL and what stands for its question marks. The text comes from this package's
 * constants alone; whatever a client sends is a parameter.
 */
record SqlText(String text, List<Object> parameters) {
  static final SqlText TRUE = new SqlText("true", List.of());

  static SqlText of(String text, Object... parameters) {
    return new SqlText(text, List.of(parameters));
  }

  static SqlText join(String operator, List<SqlText> parts) {
    List<Object> parameters = new ArrayList<>();
    parts.forEach(part -> parameters.addAll(part.parameters()));
    return new SqlText(
        parts.stream().map(SqlText::text).collect(Collectors.joining(operator, "(", ")")),
        parameters);
  }

  static SqlText all(List<SqlText> parts) {
    return parts.isEmpty() ? TRUE : join(" and ", parts);
  }
}
