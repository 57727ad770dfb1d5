package dev.freehold.api.data;

import dev.freehold.api.catalog.Table;
import java.util.List;

/** What of a row is wanted. */
record RowPlan(Table table, List<Output> outputs) {
  RowPlan {
    outputs = List.copyOf(outputs);
  }
}
