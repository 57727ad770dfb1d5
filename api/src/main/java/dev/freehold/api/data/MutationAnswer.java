package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.RootField;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.permission.Action;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Serves one field of a mutation: what is selected is planned first, so that nothing is done whose
 * answer would be refused.
 */
final class MutationAnswer {
  private static final int MOST_CREATED = 1_000;

  private final Connection connection;
  private final RowChanges changes;
  private final Accesses accesses;
  private final CallerValues caller;
  private final ReadPlanner planner;

  MutationAnswer(
      Connection connection, RowChanges changes, Accesses accesses, CallerValues caller) {
    this.connection = connection;
    this.changes = changes;
    this.accesses = accesses;
    this.caller = caller;
    this.planner = new ReadPlanner(accesses);
  }

  byte[] of(RootField field, Selection selection) throws SQLException {
    Table table = field.table();
    return switch (field.operation()) {
      case CREATE -> {
        changes.require(Action.CREATE);
        RowAnswer row = row(table, selection);
        yield row.of(changes.insert(data(selection)));
      }
      case CREATE_MANY -> {
        changes.require(Action.CREATE);
        RowAnswer rows = rows(table, selection);
        yield rows.of(createMany(table, selection));
      }
      case UPDATE -> {
        changes.require(Action.UPDATE);
        RowAnswer row = row(table, selection);
        yield row.of(update(table, selection));
      }
      case UPDATE_BY_FILTER -> {
        changes.require(Action.UPDATE);
        RowAnswer rows = rows(table, selection);
        yield rows.of(changes.update(changes.choose(filter(table, selection)), data(selection)));
      }
      case DELETE -> {
        changes.require(Action.DELETE);
        delete(table, selection);
        yield success(selection);
      }
      case DELETE_BY_FILTER -> {
        changes.require(Action.DELETE);
        var _ = changes.delete(changes.choose(filter(table, selection)));
        yield success(selection);
      }
      case ONE, LIST, UPSERT, RESTORE, SUBSCRIBE ->
          throw new IllegalArgumentException(field.operation() + " is not served here");
    };
  }

  /** Reads what is selected of rows that were written. */
  private interface RowAnswer {
    byte[] of(RowKeys rows) throws SQLException;
  }

  private RowAnswer row(Table table, Selection selection) {
    if (selection.children().stream().allMatch(Selection::isTypeName)) {
      // Whoever may write a row need not be allowed to read it.
      return _ -> typeNames(selection, table.names().type());
    }
    RowPlan plan = planner.row(table, selection.children());
    return rows -> DataReader.read(connection, ReadWriter.one(plan, rows, accesses, caller));
  }

  private RowAnswer rows(Table table, Selection selection) {
    ListPlan plan = planner.list(table, new Selection("", "", Map.of(), selection.children()));
    return rows -> DataReader.read(connection, ReadWriter.list(plan, rows, accesses, caller));
  }

  private RowKeys createMany(Table table, Selection selection) throws SQLException {
    List<?> all = (List<?>) selection.arguments().get("data");
    if (all.size() > MOST_CREATED) {
      throw FreeholdException.of(
          ErrorCode.LIMIT_EXCEEDED, "data", "has more than " + MOST_CREATED + " rows");
    }
    RowKeys made = RowKeys.none(table.primaryKey().map(Key::columns).orElseThrow());
    for (Object one : all) {
      made.add(changes.insert(object(one)));
    }
    return made;
  }

  private RowKeys update(Table table, Selection selection) throws SQLException {
    Map<String, Object> values = new LinkedHashMap<>(data(selection));
    RowKeys found = one(table, key(table, selection, values));
    if (values.isEmpty()) {
      return found;
    }
    RowKeys changed = changes.update(found, values);
    if (changed.isEmpty()) {
      throw FreeholdException.notAuthorized();
    }
    return changed;
  }

  private void delete(Table table, Selection selection) throws SQLException {
    Map<String, Object> values = new LinkedHashMap<>(data(selection));
    if (changes.delete(one(table, key(table, selection, values))).isEmpty()) {
      throw FreeholdException.notAuthorized();
    }
  }

  private RowKeys one(Table table, Filter key) throws SQLException {
    RowKeys found = changes.choose(key);
    if (found.isEmpty()) {
      throw FreeholdException.of(
          ErrorCode.ENTITY_NOT_FOUND, table.names().one(), "There is no such row");
    }
    return found;
  }

  /** What names the row: the filter, else the primary key among the values, which it leaves. */
  private Filter key(Table table, Selection selection, Map<String, Object> values) {
    if (selection.arguments().get("filter") instanceof Map<?, ?> filter) {
      Map<String, Object> key = new HashMap<>();
      filter.forEach((field, value) -> key.put((String) field, value));
      return planner.key(table, key);
    }
    Map<String, Object> key = new HashMap<>();
    for (Column column : table.primaryKey().map(Key::columns).orElseThrow()) {
      Object value = values.remove(column.field());
      if (value == null) {
        throw FreeholdException.of(
            ErrorCode.VALIDATION, column.field(), "Say which one, here or by the filter");
      }
      key.put(column.field(), value);
    }
    return planner.key(table, key);
  }

  private Filter filter(Table table, Selection selection) {
    Object filter = selection.arguments().get("filter");
    if (filter == null || ((Map<?, ?>) filter).isEmpty()) {
      throw FreeholdException.of(
          ErrorCode.VALIDATION, "filter", "An empty filter would mean every row");
    }
    return planner.filter(table, filter);
  }

  private static Map<String, Object> data(Selection selection) {
    Object data = selection.arguments().get("data");
    return data == null ? Map.of() : object(data);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  private static byte[] success(Selection selection) {
    return json(selection, child -> child.isTypeName() ? "\"SuccessResponse\"" : "true");
  }

  private static byte[] typeNames(Selection selection, String type) {
    return json(selection, _ -> '"' + type + '"');
  }

  /** Keys and types are names of GraphQL, which need no escaping. */
  private static byte[] json(Selection selection, Function<Selection, String> value) {
    return selection.children().stream()
        .map(child -> '"' + child.key() + "\":" + value.apply(child))
        .collect(Collectors.joining(",", "{", "}"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
