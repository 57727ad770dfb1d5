package dev.freehold.api.data;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.FilterParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A part of a rule that holds or does not.
 *
 * @param path like {@code rule.AND.0.author.id.equals}
 */
record RuleClause(String path, Filter filter) {
  /**
   * The clauses of a rule, those of its AND and OR each for itself.
   *
   * @throws dev.freehold.api.platform.FreeholdException VALIDATION when the rule does not fit the
   *     table
   */
  static List<RuleClause> of(Catalog catalog, Table table, Map<String, Object> rule) {
    List<RuleClause> clauses = new ArrayList<>();
    collect(catalog, table, rule, "rule", clauses);
    return clauses;
  }

  private static void collect(
      Catalog catalog, Table table, Map<?, ?> rule, String path, List<RuleClause> clauses) {
    rule.forEach((name, value) -> {
      String at = path + '.' + name;
      if ((name.equals("AND") || name.equals("OR")) && value instanceof List<?> branches) {
        for (int i = 0; i < branches.size(); i++) {
          collect(catalog, table, (Map<?, ?>) branches.get(i), at + '.' + i, clauses);
        }
      } else if (table.field((String) name).isPresent() && value instanceof Map<?, ?> predicates) {
        predicates.forEach((predicate, operand) ->
            clauses.add(
                clause(
                    catalog,
                    table,
                    at + '.' + predicate,
                    (String) name,
                    Collections.singletonMap((String) predicate, operand))));
      } else {
        clauses.add(clause(catalog, table, deepest(at, value), (String) name, value));
      }
    });
  }

  private static RuleClause clause(
      Catalog catalog, Table table, String path, String name, Object value) {
    return new RuleClause(
        path, FilterParser.rule(catalog, table, Collections.singletonMap(name, value)));
  }

  /** Down to where the value says more than one thing. */
  private static String deepest(String path, Object value) {
    return value instanceof Map<?, ?> map && map.size() == 1
        ? deepest(path + '.' + map.keySet().iterator().next(), map.values().iterator().next())
        : path;
  }
}
