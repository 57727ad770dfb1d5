package dev.freehold.api.data;

import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.permission.Action;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** What one caller may write, in one state of the catalog. */
final class TableWrites {
  private final CallerValues caller;
  private final BiFunction<Table, Action, List<WriteRule>> rules;
  private final Map<Use, List<WriteGrant>> known = new ConcurrentHashMap<>();

  private record Use(TableId table, Action action) {}

  TableWrites(CallerValues caller, BiFunction<Table, Action, List<WriteRule>> rules) {
    this.caller = caller;
    this.rules = rules;
  }

  /** Those that can apply; empty when the action is denied. */
  List<WriteGrant> grants(Table table, Action action) {
    return known.computeIfAbsent(
        new Use(table.id(), action),
        _ ->
            rules.apply(table, action).stream()
                .map(rule -> rule.of(caller))
                .flatMap(Optional::stream)
                .toList());
  }
}
