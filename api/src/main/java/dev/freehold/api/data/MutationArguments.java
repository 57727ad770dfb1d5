package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what a field of a mutation is given. */
final class MutationArguments {
  private static final int MOST_CREATED = 1_000;

  private final Table table;
  private final Map<String, Object> arguments;
  private final RowChanges changes;
  private final ReadPlanner planner;
  private final KeyParser keys;
  private final RowParser parser;

  /** What is to be changed, and in which row. */
  record Change(Filter key, RowData data) {}

  MutationArguments(
      Table table,
      Selection selection,
      RowChanges changes,
      ReadPlanner planner,
      Accesses accesses) {
    this.table = table;
    this.arguments = selection.arguments();
    this.changes = changes;
    this.planner = planner;
    this.keys = new KeyParser(accesses);
    this.parser = changes.parser();
  }

  /** The row or rows to be made. */
  List<RowData> rows() {
    if (!(arguments.get("data") instanceof List<?> all)) {
      return List.of(parser.create(table, data(), ""));
    }
    if (all.size() > MOST_CREATED) {
      throw FreeholdException.of(
          ErrorCode.LIMIT_EXCEEDED, "data", "has more than " + MOST_CREATED + " rows");
    }
    List<RowData> rows = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      rows.add(parser.create(table, object(all.get(i)), Integer.toString(i)));
    }
    return rows;
  }

  RowData create(String argument) {
    return parser.create(table, object(arguments.get(argument)), argument);
  }

  RowData update(String argument) {
    Map<String, Object> data = object(arguments.get(argument));
    return parser.update(table, data, argument.equals("data") ? "" : argument);
  }

  /** What names a row is the filter, else the primary key among the data, which it leaves. */
  Change change() {
    Map<String, Object> data = new LinkedHashMap<>(data());
    Filter key = key(data);
    return new Change(key, parser.update(table, data, ""));
  }

  /** What names a row: the filter or the data. */
  Filter key() {
    return key(new HashMap<>(data()));
  }

  private Filter key(Map<String, Object> data) {
    if (arguments.get("filter") != null) {
      return key("filter");
    }
    Map<String, Object> key = new LinkedHashMap<>();
    for (Column column : table.primaryKey().map(Key::columns).orElseThrow()) {
      Object value = data.remove(column.field());
      if (value == null) {
        throw FreeholdException.of(
            ErrorCode.VALIDATION, column.field(), "Say which one, here or by the filter");
      }
      key.put(column.field(), value);
    }
    return KeyParser.filter(keys.of(table, key, ""));
  }

  /** What names a row, under that argument. */
  Filter key(String argument) {
    return KeyParser.filter(keys.of(table, object(arguments.get(argument)), argument));
  }

  /** The row that the caller sees. */
  List<Row> one(Filter key) {
    return found(changes.choose(key));
  }

  /** The row that the caller would see if it were not marked as deleted. */
  List<Row> deleted() {
    return found(changes.chooseDeleted(key()));
  }

  private List<Row> found(List<Row> rows) {
    if (rows.isEmpty()) {
      throw Refusal.notFound(table.names().one());
    }
    return rows;
  }

  /** The rows that are meant, not all of them. */
  Filter filter() {
    Object filter = arguments.get("filter");
    if (filter == null || ((Map<?, ?>) filter).isEmpty()) {
      throw FreeholdException.of(
          ErrorCode.VALIDATION, "filter", "An empty filter would mean every row");
    }
    return planner.filter(table, filter);
  }

  private Map<String, Object> data() {
    Object data = arguments.get("data");
    return data == null ? Map.of() : object(data);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }
}
