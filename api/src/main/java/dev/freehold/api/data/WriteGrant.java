package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.permission.GrantedFields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one role lets a caller do to a table by one action.
 *
 * @param fields what he may give values to
 * @param rows which rows he may change or delete
 * @param written what rows must satisfy afterwards
 * @param presets columns that get these values, whatever the caller says; null is a value too
 */
record WriteGrant(GrantedFields fields, Filter rows, Filter written, Map<Column, String> presets) {
  WriteGrant {
    presets = Collections.unmodifiableMap(new LinkedHashMap<>(presets));
  }

  /** Whether the caller may give a value to each of them. */
  boolean covers(Map<Column, String> values) {
    return values.keySet().stream().allMatch(this::covers);
  }

  /** Whether the caller may give it a value. */
  boolean covers(Column column) {
    return fields.column(column.name()) && !presets.containsKey(column);
  }

  /** What is written: what the caller says, and what he cannot choose. */
  Map<Column, String> complete(Map<Column, String> values) {
    Map<Column, String> all = new LinkedHashMap<>(values);
    all.putAll(presets);
    return all;
  }
}
