package dev.freehold.api.data;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.FilterParser;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code having}: {@code {alias: "n", int: {gt: 3}}} is the filter {@code {n: {gt: 3}}} of a
 * table that has the groups as its rows. Which of the kinds carries the predicates does not matter:
 * they must fit the value.
 */
final class HavingPlanner {
  private static final String ALIAS = "alias";

  private final Catalog catalog;
  private final Table groups;

  HavingPlanner(Catalog catalog, Table groups) {
    this.catalog = catalog;
    this.groups = groups;
  }

  Filter filter(Object having) {
    return having == null
        ? Filter.Always.TRUE
        : FilterParser.client(catalog, groups, filterOf((Map<?, ?>) having), (_, _) -> true);
  }

  private static Map<String, Object> filterOf(Map<?, ?> having) {
    Map<String, Object> filter = new HashMap<>();
    Map<String, Object> predicates = new HashMap<>();
    having.forEach((name, value) -> {
      switch (value) {
        case List<?> parts ->
            filter.put(
                (String) name, parts.stream().map(one -> filterOf((Map<?, ?>) one)).toList());
        case Map<?, ?> part when name.equals("NOT") -> filter.put("NOT", filterOf(part));
        case Map<?, ?> part ->
            part.forEach((predicate, operand) -> predicates.put((String) predicate, operand));
        case null, default -> {}
      }
    });
    if (having.get(ALIAS) instanceof String alias) {
      filter.put(alias, predicates);
    } else if (!predicates.isEmpty()) {
      throw FreeholdException.of(ErrorCode.VALIDATION, ALIAS, "Say what is compared");
    }
    return filter;
  }
}
