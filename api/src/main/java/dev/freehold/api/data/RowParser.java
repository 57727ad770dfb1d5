package dev.freehold.api.data;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.data.RowData.RelationData;
import dev.freehold.api.filter.ValueTexts;
import dev.freehold.api.permission.Action;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a mutation's {@code data} says of rows. A field that no permission of the caller lets
 * him write is not there.
 */
final class RowParser {
  /** Rows that one field of a mutation may make and name. */
  static final int MOST = 10_000;

  private static final int DEEPEST = 10;

  private final Catalog catalog;
  private final TableWrites writes;
  private final KeyParser keys;
  private int rows;

  RowParser(Accesses accesses, TableWrites writes) {
    this.catalog = accesses.catalog();
    this.writes = writes;
    this.keys = new KeyParser(accesses);
  }

  /** A row to be made. */
  RowData create(Table table, Map<String, ?> data, String path) {
    return row(table, Action.CREATE, data, path, 0);
  }

  /** What is to be changed in rows. */
  RowData update(Table table, Map<String, ?> data, String path) {
    return row(table, Action.UPDATE, data, path, 0);
  }

  private RowData row(Table table, Action action, Map<String, ?> data, String path, int depth) {
    if (depth > DEEPEST) {
      throw refused(
          ErrorCode.LIMIT_EXCEEDED, path, "is more than " + DEEPEST + " levels below the row");
    }
    count(path);
    List<WriteGrant> grants = writes.grants(table, action);
    if (grants.isEmpty()) {
      throw Refusal.notAuthorized(path);
    }
    Map<Column, String> values = new LinkedHashMap<>();
    List<RelationData> relations = new ArrayList<>();
    data.forEach((field, value) -> {
      String at = Refusal.path(path, field);
      Optional<Column> column =
          table.field(field).filter(one -> table.accepts(one) && covered(grants, one));
      Optional<WritableRelation> relation =
          table
              .relation(field)
              .filter(one -> grants.stream().anyMatch(grant -> grant.covers(one)))
              .flatMap(one -> WritableRelation.of(catalog, one));
      if (column.isPresent()) {
        values.put(column.get(), text(table, column.get(), value, at));
      } else if (relation.isEmpty()) {
        throw refused(at, name(table, field) + " has no field of that name to write");
      } else if (value != null) {
        relations.add(relation(relation.get(), action, object(value), at, depth));
      }
    });
    if (action == Action.UPDATE) {
      requireSameKey(table, values, relations, path);
    }
    return new RowData(table, values, relations, path);
  }

  private static boolean covered(List<WriteGrant> grants, Column column) {
    return grants.stream().anyMatch(grant -> grant.covers(column));
  }

  private static String text(Table table, Column column, Object value, String path) {
    try {
      return value == null ? null : ValueTexts.cell(column.type(), value);
    } catch (IllegalArgumentException e) {
      throw refused(path, name(table, column.field()) + " " + e.getMessage());
    }
  }

  private RelationData relation(
      WritableRelation relation, Action action, Map<String, ?> data, String path, int depth) {
    List<RowData> create = new ArrayList<>();
    if (relation.creates()) {
      each(
          data.get("create"),
          Refusal.path(path, "create"),
          (one, at) -> create.add(row(relation.target(), Action.CREATE, one, at, depth + 1)));
    }
    boolean changes = action == Action.UPDATE;
    RelationData read =
        new RelationData(
            relation.relation(),
            path,
            named(relation, data, "connect", path),
            create,
            changes ? named(relation, data, "disconnect", path) : List.of(),
            changes && data.get("reconnect") != null
                ? named(relation, data, "reconnect", path)
                : null);
    int ones = read.connect().size() + create.size() + read.disconnect().size();
    if (!relation.relation().toMany() && ones + (read.reconnect() == null ? 0 : 1) > 1) {
      throw refused(path, "says more than one thing of a relation to one");
    }
    return read;
  }

  private List<RowData.KeyData> named(
      WritableRelation relation, Map<String, ?> data, String word, String path) {
    List<RowData.KeyData> named = new ArrayList<>();
    boolean whichever = word.equals("disconnect") && !relation.relation().toMany();
    each(
        data.get(word),
        Refusal.path(path, word),
        (one, at) -> {
          count(at);
          named.add(
              one.isEmpty() && whichever
                  ? new RowData.KeyData(Map.of(), at)
                  : keys.of(relation.target(), one, at));
        });
    return named;
  }

  private interface Reader {
    void read(Map<String, ?> data, String path);
  }

  private static void each(Object given, String path, Reader reader) {
    if (given instanceof List<?> all) {
      for (int i = 0; i < all.size(); i++) {
        reader.read(object(all.get(i)), Refusal.path(path, Integer.toString(i)));
      }
    } else if (given != null) {
      reader.read(object(given), path);
    }
  }

  private void count(String path) {
    if (++rows > MOST) {
      throw refused(
          ErrorCode.LIMIT_EXCEEDED, path, "One field writes and names " + MOST + " rows at most");
    }
  }

  private static void requireSameKey(
      Table table, Map<Column, String> values, List<RelationData> relations, String path) {
    for (Column column : table.primaryKey().map(Key::columns).orElseThrow()) {
      boolean referring =
          relations.stream()
              .map(RelationData::relation)
              .filter(Relation::referencing)
              .flatMap(relation -> relation.links().stream())
              .anyMatch(link -> link.own().equals(column));
      if (referring || values.containsKey(column)) {
        throw refused(Refusal.path(path, column.field()), "The primary key cannot be changed");
      }
    }
  }

  private static String name(Table table, String field) {
    return table.names().type() + "." + field;
  }

  private static FreeholdException refused(String path, String reason) {
    return refused(ErrorCode.VALIDATION, path, reason);
  }

  private static FreeholdException refused(ErrorCode code, String path, String reason) {
    return FreeholdException.of(code, path.isEmpty() ? "data" : path, reason);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> object(Object value) {
    return (Map<String, ?>) value;
  }
}
