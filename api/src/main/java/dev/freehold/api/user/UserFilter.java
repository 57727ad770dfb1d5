package dev.freehold.api.user;

import dev.freehold.api.operation.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Turns the input type {@code UserFilter} into a condition. */
final class UserFilter {
  private UserFilter() {}

  static SqlText of(Arguments filter) {
    List<SqlText> parts = new ArrayList<>();
    for (String field : filter.values().keySet()) {
      switch (field) {
        case "AND" -> parts.add(SqlText.all(branches(filter, "AND")));
        case "OR" -> {
          List<SqlText> branches = branches(filter, "OR");
          // Of no alternatives none can hold.
          parts.add(branches.isEmpty() ? SqlText.of("false") : SqlText.join(" or ", branches));
        }
        case "id" -> filter.object(field).ifPresent(predicate -> addIds(predicate, parts));
        default ->
            filter
                .object(field)
                .ifPresent(predicate -> addTexts(UserColumn.of(field).sql(), predicate, parts));
      }
    }
    return SqlText.all(parts);
  }

  @SuppressWarnings("unchecked")
  private static List<SqlText> branches(Arguments filter, String name) {
    Object list = filter.values().get(name);
    return list == null
        ? List.of()
        : ((List<Map<String, Object>>) list)
            .stream().map(Arguments::new).map(UserFilter::of).toList();
  }

  private static void addIds(Arguments predicate, List<SqlText> parts) {
    predicate.id("equals").ifPresent(id -> parts.add(SqlText.of("u.id = ?", id)));
    predicate.id("not_equals").ifPresent(id -> parts.add(SqlText.of("u.id <> ?", id)));
    if (predicate.has("in")) {
      parts.add(SqlText.of("u.id = any(?)", (Object) predicate.ids("in").toArray(UUID[]::new)));
    }
    if (predicate.has("not_in")) {
      parts.add(
          SqlText.of("u.id <> all(?)", (Object) predicate.ids("not_in").toArray(UUID[]::new)));
    }
  }

  private static void addTexts(String column, Arguments predicate, List<SqlText> parts) {
    for (String operator : predicate.values().keySet()) {
      if (predicate.values().get(operator) != null) {
        parts.add(text(column, operator, predicate));
      }
    }
  }

  private static SqlText text(String column, String operator, Arguments predicate) {
    if (operator.startsWith("not_")) {
      SqlText positive = text(column, operator.substring(4), operator, predicate);
      return new SqlText("coalesce(not " + positive.text() + ", true)", positive.parameters());
    }
    return text(column, operator, operator, predicate);
  }

  private static SqlText text(String column, String operator, String name, Arguments predicate) {
    return switch (operator) {
      case "equals" -> SqlText.of(column + " = ?", predicate.string(name).orElseThrow());
      case "in" ->
          SqlText.of(column + " = any(?)", (Object) predicate.strings(name).toArray(String[]::new));
      case "contains" -> like(column, "%", predicate.string(name).orElseThrow(), "%");
      case "starts_with" -> like(column, "", predicate.string(name).orElseThrow(), "%");
      case "ends_with" -> like(column, "%", predicate.string(name).orElseThrow(), "");
      case "is_empty" -> empty(column, predicate.flag(name).orElseThrow());
      case "is_not_empty" -> empty(column, !predicate.flag(name).orElseThrow());
      default -> throw new IllegalStateException("The schema has no operator " + operator);
    };
  }

  private static SqlText empty(String column, boolean wanted) {
    return SqlText.of((wanted ? "" : "not ") + "(coalesce(" + column + ", '') = '')");
  }

  private static SqlText like(String column, String before, String text, String after) {
    String literal = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return SqlText.of("(" + column + " ilike ?)", before + literal + after);
  }
}
