package dev.freehold.api.data;

import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import java.util.List;

/**
 * Which rows are listed and what of them is wanted.
 *
 * @param order never empty where the table has a primary key, whose columns come last
 */
record ListPlan(Table table, Filter filter, List<Order> order, Page page, List<Part> parts) {
  /** What stands under one key of a list's object. */
  sealed interface Part {
    /** The rows of the page. */
    record Items(String key, RowPlan row) implements Part {}

    /** How many rows the filter finds, on whatever page. */
    record Count(String key) implements Part {}

    /** What is said of all rows that the filter finds. */
    record Aggregates(String key, List<AggregateOutput> outputs) implements Part {}

    /** Those rows in groups. */
    record Groups(String key, GroupPlan groups) implements Part {}

    /** The name of the list's type. */
    record TypeName(String key, String type) implements Part {}
  }

  ListPlan {
    order = List.copyOf(order);
    parts = List.copyOf(parts);
  }

  /** The same without pages, for so many rows. */
  ListPlan all(int rows) {
    return new ListPlan(table, filter, order, new Page(rows, false, 0, null, null), parts);
  }
}
