package dev.freehold.api.permission;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.FilterParser;
import dev.freehold.api.filter.Variable;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a rule can be one of a table. */
@Singleton
class RuleSyntax {
  private static final int DEEPEST = 20;
  private static final int LONGEST = 16_384;

  /** What is wrong with it. */
  Optional<String> fault(Catalog catalog, Table table, Map<String, Object> rule) {
    if (rule.isEmpty()) {
      return Optional.of("is empty; leave it out when all rows are meant");
    }
    return unfit(rule).or(() -> unreadable(catalog, table, rule));
  }

  private static Optional<String> unreadable(
      Catalog catalog, Table table, Map<String, Object> rule) {
    try {
      return FilterParser.rule(catalog, table, rule) == Filter.Always.TRUE
          ? Optional.of("holds for every row; leave it out when that is meant")
          : Optional.empty();
    } catch (FreeholdException e) {
      return Optional.of(
          e.details().entrySet().stream()
              .map(fault -> fault.getKey() + ": " + fault.getValue())
              .collect(Collectors.joining("; ")));
    }
  }

  /** Why a value cannot be kept. */
  static Optional<String> unfit(Object value) {
    if (!shallow(value, DEEPEST)) {
      return Optional.of("is nested more than " + DEEPEST + " times");
    }
    Optional<String> unknown = unknownVariable(value);
    if (unknown.isPresent()) {
      return Optional.of(
          "has no variable "
              + unknown.get()
              + "; there is "
              + String.join(" and ", Variable.forms()));
    }
    String json = Json.write(value);
    if (json != null && json.length() > LONGEST) {
      return Optional.of("is longer than " + LONGEST + " characters");
    }
    return storable(value)
        ? Optional.empty()
        : Optional.of("has a character that cannot be stored");
  }

  /** A misspelt one would count as a text, which no row equals and every row differs from. */
  private static Optional<String> unknownVariable(Object value) {
    return switch (value) {
      case Map<?, ?> map -> unknownVariable(map.values());
      case Collection<?> list ->
          list.stream().flatMap(one -> unknownVariable(one).stream()).findFirst();
      case String text when text.startsWith("__") && Variable.of(text).isEmpty() ->
          Optional.of(text);
      case null, default -> Optional.empty();
    };
  }

  private static boolean shallow(Object value, int left) {
    return switch (value) {
      case Map<?, ?> map ->
          left > 0 && map.values().stream().allMatch(one -> shallow(one, left - 1));
      case Collection<?> list -> left > 0 && list.stream().allMatch(one -> shallow(one, left - 1));
      case null, default -> true;
    };
  }

  /** PostgreSQL has neither NUL nor halves of surrogate pairs. */
  private static boolean storable(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .allMatch(entry -> storable(entry.getKey()) && storable(entry.getValue()));
      case Collection<?> list -> list.stream().allMatch(RuleSyntax::storable);
      case String text ->
          text.codePoints().noneMatch(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF));
      case null, default -> true;
    };
  }
}
