package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Link;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.permission.GrantedFields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import io.micronaut.core.annotation.Nullable;

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
    presets =
        presets.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(presets));
  }

  /** Whether the caller may write all that. */
  boolean covers(Draft draft) {
    return draft.data().values().keySet().stream().allMatch(this::covers)
        && draft.references().stream().allMatch(one -> refers(one.columns(), one.relation()))
        && draft.others().stream().allMatch(this::covers);
  }

  /** Whether the caller may give it a value. */
  boolean covers(Column column) {
    return fields.column(column.name()) && !presets.containsKey(column);
  }

  /** Whether the caller may write the row's side of the relation. */
  boolean covers(Relation relation) {
    return relation.referencing()
        ? refers(relation.links().stream().map(Link::own).toList(), relation.field())
        : fields.relation(relation.field());
  }

  /**
   * Whether the caller may have the foreign key point to a row that he sees: its columns are
   * granted, or the relation.
   */
  boolean refers(List<Column> columns, @Nullable String relation) {
    return columns.stream().noneMatch(presets::containsKey)
        && ((relation != null && fields.relation(relation))
            || columns.stream().allMatch(column -> fields.column(column.name())));
  }

  /** What is written: what the caller says, and what he cannot choose. */
  Map<Column, String> complete(Map<Column, String> values) {
    Map<Column, String> all = new LinkedHashMap<>(values);
    all.putAll(presets);
    return all;
  }
}
