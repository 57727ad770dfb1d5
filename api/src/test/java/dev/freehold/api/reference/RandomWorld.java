package dev.freehold.api.reference;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tables with relations in all directions, and rows in them. */
final class RandomWorld {
  private static final List<String> NOUNS = List.of("books", "pens", "shops", "towns");
  private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("rank", "int");
    COLUMNS.put("big", "bigint");
    COLUMNS.put("price", "numeric(12, 2)");
    COLUMNS.put("ratio", "double precision");
    COLUMNS.put("name", "text collate \"C\"");
    COLUMNS.put("code", "text collate \"C\" unique");
    COLUMNS.put("flag", "boolean");
    COLUMNS.put("day", "date");
    COLUMNS.put("at", "timestamptz");
    COLUMNS.put("owner", "uuid");
    COLUMNS.put("labels", "text[]");
    COLUMNS.put("doc", "jsonb");
    COLUMNS.put("words", "tsvector");
  }

  private final String schema;
  private final RandomValues values;

  RandomWorld(String schema, RandomValues values) {
    this.schema = schema;
    this.values = values;
  }

  /** The statements that make the tables; the one that deletes softly comes last. */
  String tables() {
    StringBuilder sql = new StringBuilder("create schema " + schema + ";");
    sql.append("create type %s.mood as enum ('Sad', 'Calm', 'Glad');".formatted(schema));
    List<String> names = NOUNS.stream().map(noun -> schema + "_" + noun).toList();
    for (int i = 0; i < names.size(); i++) {
      sql.append("create table %s.%s (id int primary key".formatted(schema, names.get(i)));
      for (Map.Entry<String, String> column : COLUMNS.entrySet()) {
        if (values.chance(0.65)) {
          sql.append(", ").append(column.getKey()).append(' ').append(column.getValue());
        }
      }
      if (values.chance(0.6)) {
        sql.append(", mood %s.mood".formatted(schema));
      }
      Set<String> references = new HashSet<>(values.some(names.subList(0, i + 1), 0.6));
      for (String target : references) {
        sql.append(", %s_id int references %s.%s".formatted(target, schema, target));
      }
      sql.append(i == names.size() - 1 ? ", deleted_at timestamptz);" : ");");
    }
    String one = names.get(0);
    String other = names.get(1 + values.upTo(2));
    return sql.append(
            """
            create table %1$s.%1$s_links (one int references %1$s.%2$s, other int references %1$s.%3$s,
              primary key (one, other));\
            """
                .formatted(schema, one, other))
        .toString();
  }

  /** The table with a column that marks deleted rows. */
  TableId softlyDeleted() {
    return new TableId(schema, schema + "_" + NOUNS.getLast());
  }

  World rows(Catalog catalog) {
    Map<TableId, List<Row>> all = new TreeMap<>();
    Map<TableId, Integer> sizes = new HashMap<>();
    List<Table> tables =
        catalog.tables().stream().filter(table -> table.id().schema().equals(schema)).toList();
    tables.forEach(table -> sizes.put(table.id(), values.upTo(24)));
    tables.forEach(table -> all.put(table.id(), rows(table, sizes)));
    return new World(catalog, all);
  }

  private List<Row> rows(Table table, Map<TableId, Integer> sizes) {
    List<Row> rows = new ArrayList<>();
    Set<List<Object>> keys = new HashSet<>();
    for (int i = 1; i <= sizes.get(table.id()); i++) {
      Map<String, Object> cells = new HashMap<>();
      for (Column column : table.columns()) {
        cells.put(column.name(), cell(table, column, i, sizes));
      }
      List<Object> key =
          table.primaryKey().orElseThrow().columns().stream()
              .map(column -> cells.get(column.name()))
              .collect(ArrayList::new, List::add, List::addAll);
      if (!key.contains(null) && keys.add(key)) {
        rows.add(new Row(table, cells));
      }
    }
    return rows;
  }

  private Object cell(Table table, Column column, int number, Map<TableId, Integer> sizes) {
    Optional<Relation> reference =
        table.relations().stream()
            .filter(one -> one.referencing() && one.links().getFirst().own().equals(column))
            .findFirst();
    boolean key = table.primaryKey().orElseThrow().columns().contains(column);
    if (reference.isPresent()) {
      int most = sizes.get(reference.get().target());
      return most == 0 || (!key && values.chance(0.2))
          ? null
          : (Object) (1 + values.upTo(most - 1));
    }
    if (key) {
      return number;
    }
    boolean marks = table.softDelete() != null && table.softDelete().column().equals(column);
    if (values.chance(marks ? 0.8 : 0.2)) {
      return null;
    }
    return column.name().equals("code") ? "c" + number : values.value(column.type());
  }

  static String inserts(World world) {
    StringBuilder sql = new StringBuilder("set session_replication_role = replica;");
    for (Table table : world.tables()) {
      for (Row row : world.of(table.id())) {
        sql.append(
            "insert into %s.%s (%s) values (%s);"
                .formatted(
                    table.id().schema(),
                    table.id().name(),
                    table.columns().stream().map(Column::name).collect(Collectors.joining(", ")),
                    table.columns().stream()
                        .map(column -> Values.sql(row.cell(column)))
                        .collect(Collectors.joining(", "))));
      }
    }
    return sql.toString();
  }
}
