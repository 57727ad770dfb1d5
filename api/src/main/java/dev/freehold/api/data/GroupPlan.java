package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import java.util.List;
import java.util.Optional;

/**
 * How rows are grouped and what of the groups is wanted.
 *
 * @param table whose rows they are
 * @param values what makes a group, and what is said of each
 * @param groups a table that has a column for each of the values: what conditions and order are
 *     about
 * @param having which groups
 */
record GroupPlan(
    Table table,
    List<Value> values,
    Table groups,
    Filter having,
    List<Order> order,
    Page page,
    List<Output> outputs) {

  /**
   * A value that every row of a group shares, or that is made of all of them.
   *
   * @param cell of a row, or of one that relations to one lead to
   * @param aggregate empty for what makes the group
   * @param column of the groups, by the name the client gave it
   */
  record Value(Order cell, Optional<Aggregate> aggregate, Column column) {}

  /** What stands under one key of a group's object. */
  sealed interface Output {
    String key();

    /** One of its values. */
    record Shown(String key, Column column, GroupValueType type) implements Output {}

    /** The ids of its rows, as the client sees them. */
    record Ids(String key, Column id, int most) implements Output {}

    /** Its rows. */
    record Rows(String key, ListPlan list) implements Output {}

    /** The name of the type. */
    record TypeName(String key) implements Output {}
  }

  GroupPlan {
    values = List.copyOf(values);
    order = List.copyOf(order);
    outputs = List.copyOf(outputs);
  }

  /** What tells the rows apart, where a list of those in a group is wanted. */
  List<Column> key() {
    return outputs.stream().anyMatch(Output.Rows.class::isInstance)
        ? table.primaryKey().map(Key::columns).orElseThrow()
        : List.of();
  }

  /** The column of the ids, where they are wanted. */
  Optional<Column> shownId() {
    return outputs.stream()
        .filter(Output.Ids.class::isInstance)
        .map(one -> ((Output.Ids) one).id())
        .findFirst();
  }
}
