package dev.freehold.api.data;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.FilterParser;
import dev.freehold.api.filter.Variable;
import dev.freehold.api.permission.Grant;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.core.annotation.Nullable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A permission as it is explained.
 *
 * @param rule what it comes to for the caller
 * @param problem why it counts for nothing; null when it counts
 */
record ExplainedGrant(
    Grant grant, Filter rule, List<RuleClause> clauses, @Nullable String problem) {

  static ExplainedGrant of(Catalog catalog, Table table, Grant grant, CallerValues caller) {
    if (grant.rule() == null) {
      return new ExplainedGrant(
          grant, Filter.Always.TRUE, List.of(), missing(catalog, table, grant, caller));
    }
    try {
      Filter rule = FilterParser.rule(catalog, table, grant.rule());
      String problem = missing(catalog, table, grant, caller);
      return new ExplainedGrant(
          grant,
          problem == null ? rule : Filter.Always.FALSE,
          RuleClause.of(catalog, table, grant.rule()).stream()
              .filter(clause -> caller.bind(clause.filter()) != Filter.Always.FALSE)
              .toList(),
          problem);
    } catch (FreeholdException e) {
      return new ExplainedGrant(
          grant,
          Filter.Always.FALSE,
          List.of(),
          "the rule fits the table no more: "
              + e.details().entrySet().stream()
                  .map(fault -> fault.getKey() + " " + fault.getValue())
                  .collect(Collectors.joining("; ")));
    }
  }

  /** The conditions to ask of the row. */
  Stream<Filter> conditions() {
    return Stream.concat(Stream.of(rule), clauses.stream().map(RuleClause::filter));
  }

  /** Whether it allows anything to be done with some row. */
  boolean counts() {
    return problem == null && rule != Filter.Always.FALSE;
  }

  /** Whether it names the field, of a column or a relation. */
  boolean names(Table table, String field) {
    if (grant.action().writes()) {
      Map<Column, String> presets = new HashMap<>();
      grant
          .presets()
          .keySet()
          .forEach(name -> table.column(name).ifPresent(column -> presets.put(column, null)));
      return AccessCheck.covers(new WriteGrant(grant.fields(), rule, rule, presets), table, field);
    }
    return table
        .field(field)
        .map(column -> grant.fields().column(column.name()))
        .orElseGet(() -> grant.fields().relation(field));
  }

  private static @Nullable String missing(
      Catalog catalog, Table table, Grant grant, CallerValues caller) {
    Stream<Variable> rules =
        Stream.of(Optional.ofNullable(grant.rule()), Optional.ofNullable(grant.written()))
            .flatMap(Optional::stream)
            .flatMap(rule -> FilterParser.rule(catalog, table, rule).ofCaller())
            .filter(compare -> !caller.has(compare))
            .map(Filter.Compare::variable);
    Stream<Variable> presets =
        grant.presets().entrySet().stream()
            .flatMap(preset ->
                table.column(preset.getKey()).stream()
                    .flatMap(column ->
                        Variable.of(preset.getValue()).stream()
                            .filter(one -> caller.cell(one, column.type()).isEmpty())));
    String lacked =
        Stream.concat(rules, presets)
            .map(Variable::text)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return lacked.isEmpty()
        ? null
        : "it asks for " + lacked + ", which the caller has not, or not for that column";
  }
}
