package dev.freehold.api.data;

import dev.freehold.api.catalog.Table;
import java.util.List;

/** What of a row is wanted, by whoever has that access. */
record RowPlan(Table table, ReadAccess access, List<Output> outputs) {
  RowPlan {
    outputs = List.copyOf(outputs);
  }
}
