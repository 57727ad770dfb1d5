package dev.freehold.api.data;

import dev.freehold.api.filter.Filter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller may read of a table: the union of what his roles grant, row by row and cell by
 * cell.
 *
 * @param rows which rows he sees
 * @param cells the fields he may name, each with the rows in which it shows
 */
record ReadAccess(Filter rows, Map<String, Filter> cells, ReadLimits limits) {

  /** What one role grants: the fields, in the rows that meet the rule. */
  record Part(List<String> fields, Filter rule, ReadLimits limits) {
    Part {
      fields = List.copyOf(fields);
    }

    Part when(Filter bound) {
      return new Part(fields, bound, limits);
    }
  }

  ReadAccess {
    cells = Map.copyOf(cells);
  }

  static ReadAccess of(List<Part> parts) {
    Map<String, List<Filter>> rules = new HashMap<>();
    for (Part part : parts) {
      for (String field : part.fields()) {
        rules.computeIfAbsent(field, _ -> new ArrayList<>()).add(part.rule());
      }
    }
    Map<String, Filter> cells = new HashMap<>();
    rules.forEach((field, some) -> cells.put(field, Filter.any(some)));
    return new ReadAccess(
        Filter.any(parts.stream().map(Part::rule).toList()),
        cells,
        parts.stream().map(Part::limits).reduce(ReadLimits.NOTHING, ReadLimits::or));
  }

  boolean denied() {
    return cells.isEmpty();
  }

  boolean sees(String field) {
    return cells.containsKey(field);
  }

  /** What has to hold for the field to show in a row that is seen; empty when it always does. */
  Optional<Filter> guard(String field) {
    Filter rule = cells.getOrDefault(field, Filter.Always.FALSE);
    return rule.equals(rows) || rule.equals(Filter.Always.TRUE)
        ? Optional.empty()
        : Optional.of(rule);
  }
}
