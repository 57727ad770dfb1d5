package dev.freehold.api.data;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.permission.Action;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What may be done with which row.
 *
 * @param key fields of the row's key to values; empty: some row
 */
record AccessQuestion(Table table, Action action, Map<String, Object> key) {
  AccessQuestion {
    key = Collections.unmodifiableMap(new TreeMap<>(key));
  }

  /** By the name of its type, or as PostgreSQL spells it with its schema. */
  static Optional<Table> table(Catalog catalog, String name) {
    return catalog
        .byType(name)
        .or(() ->
            catalog.tables().stream().filter(one -> one.id().toString().equals(name)).findFirst());
  }

  /**
   * The question.
   *
   * @param id of the row, for tables with a primary key of one column; null: the key says which
   */
  static AccessQuestion of(Table table, Action action, String id, Map<String, Object> key) {
    if (id == null) {
      return new AccessQuestion(table, action, key);
    }
    List<Column> columns = table.primaryKey().map(one -> one.columns()).orElse(List.of());
    String field = columns.size() == 1 ? columns.getFirst().field() : "id";
    return new AccessQuestion(table, action, Map.of(field, id));
  }

  boolean aboutRow() {
    return !key.isEmpty() && action != Action.CREATE;
  }

  /** Whether GraphQL has an operation for it at all. */
  boolean offered() {
    if (table.id().equals(TableId.USERS)) {
      return action == Action.READ || action == Action.UPDATE;
    }
    return action == Action.READ || (table.writable() && table.primaryKey().isPresent());
  }
}
