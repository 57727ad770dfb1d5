package dev.freehold.api.data;

import dev.freehold.api.catalog.Table;
import dev.freehold.api.permission.Action;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What one caller may write, in one state of the catalog.
 *
 * @param rules those of his roles, kept for all who have the same
 */
record TableWrites(CallerValues caller, BiFunction<Table, Action, List<WriteRule>> rules) {
  /** Those that can apply; empty when the action is denied. */
  List<WriteGrant> grants(Table table, Action action) {
    return rules.apply(table, action).stream()
        .map(rule -> rule.of(caller))
        .flatMap(Optional::stream)
        .toList();
  }
}
