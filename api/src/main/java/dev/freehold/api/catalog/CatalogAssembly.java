package dev.freehold.api.catalog;

import dev.freehold.api.catalog.Problem.Code;
import dev.freehold.api.catalog.RawCatalog.ColumnRow;
import dev.freehold.api.catalog.RawCatalog.ForeignKeyRow;
import dev.freehold.api.catalog.RawCatalog.IndexRow;
import dev.freehold.api.catalog.RawCatalog.TableRow;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes a catalog of what {@code pg_catalog} says: a function of its input, the same on every node.
 */
final class CatalogAssembly {
  private static final Comparator<Key> KEYS =
      Comparator.comparing(Key::primary).reversed().thenComparing(Key::name);

  private final RawCatalog raw;
  private final Map<TableId, TableSettings> settings;
  private final ReservedNames reserved;
  private final List<String> schemas;
  private final Problems problems = new Problems();

  private CatalogAssembly(
      RawCatalog raw,
      Map<TableId, TableSettings> settings,
      ReservedNames reserved,
      List<String> schemas) {
    this.raw = raw;
    this.settings = settings;
    this.reserved = reserved;
    this.schemas = schemas;
  }

  /**
   * The catalog.
   *
   * @param schemas in which order tables are named
   */
  static Catalog assemble(
      long version,
      RawCatalog raw,
      Map<TableId, TableSettings> settings,
      ReservedNames reserved,
      List<String> schemas) {
    return new CatalogAssembly(raw, settings, reserved, schemas).assemble(version);
  }

  private Catalog assemble(long version) {
    Map<Long, TableDraft> drafts = new LinkedHashMap<>();
    List<TableRow> exposed = raw.tables().stream().filter(this::exposed).sorted(order()).toList();
    TableNaming naming = new TableNaming(reserved, problems);
    Map<TableId, TableNames> names =
        naming.tables(exposed.stream().map(TableRow::id).toList(), settings);
    ColumnTypes types = new ColumnTypes(raw.types(), naming, problems);
    ColumnIds ids = new ColumnIds(raw, types);
    Map<Long, List<ColumnRow>> columns = grouped(raw.columns(), ColumnRow::table);
    Map<Long, List<IndexRow>> indexes = grouped(raw.indexes(), IndexRow::table);
    for (TableRow row : exposed) {
      if (names.containsKey(row.id())) {
        draft(
                row,
                names.get(row.id()),
                columns.getOrDefault(row.oid(), List.of()),
                indexes.getOrDefault(row.oid(), List.of()),
                types,
                ids)
            .ifPresent(draft -> drafts.put(row.oid(), draft));
      }
    }
    settings.keySet().forEach(this::checkSetting);
    Map<TableId, List<RelationDraft>> relations = relations(drafts);
    List<Table> tables =
        drafts.values().stream()
            .map(draft -> table(draft, relations.getOrDefault(draft.id(), List.of())))
            .sorted(Comparator.comparing(Table::id))
            .toList();
    return new Catalog(version, tables, used(types.enums(), tables), problems.sorted());
  }

  private boolean exposed(TableRow row) {
    TableSettings chosen = settings.get(row.id());
    return chosen == null || chosen.exposed();
  }

  private Comparator<TableRow> order() {
    return Comparator.<TableRow>comparingInt(row -> schemas.indexOf(row.id().schema()))
        .thenComparing(TableRow::id);
  }

  private Optional<TableDraft> draft(
      TableRow row,
      TableNames names,
      List<ColumnRow> columns,
      List<IndexRow> indexes,
      ColumnTypes types,
      ColumnIds ids) {
    ColumnAssembly assembly =
        new ColumnAssembly(row.id(), settings(row.id()), reservedFields(row.id()), types, problems);
    NavigableMap<Integer, Column> offered = assembly.columns(columns, ids.of(row.oid()));
    if (offered.isEmpty()) {
      problems.add(
          Code.NO_COLUMNS, row.id(), "No column can be offered: it is left out", "Add a column");
      return Optional.empty();
    }
    TableSettings chosen = settings(row.id());
    if (chosen.softDelete() != null && marker(row, chosen, offered.values()).isEmpty()) {
      // Deleted rows would show again, and deleting would remove others for good.
      problems.add(
          Code.INVALID_SETTING,
          row.id() + "." + chosen.softDelete(),
          "Rows cannot be marked as deleted with it: the table is left out",
          "Take a timestamptz or timestamp column that may be null, or a boolean one");
      return Optional.empty();
    }
    boolean keyed = row.kind() == 'v' || indexes.stream().anyMatch(IndexRow::primary);
    if (!keyed && row.kind() != 'm') {
      problems.add(
          Code.MISSING_PRIMARY_KEY,
          row.id(),
          "Nothing tells its rows apart: single rows can be neither read nor changed",
          "Add a primary key");
    }
    return Optional.of(new TableDraft(row, names, chosen, offered, indexes, assembly.taken()));
  }

  private TableSettings settings(TableId table) {
    return settings.getOrDefault(table, TableSettings.automatic(table));
  }

  private Set<String> reservedFields(TableId table) {
    if (!table.equals(TableId.USERS)) {
      return Set.of();
    }
    Set<String> fields = new HashSet<>(reserved.userFields());
    UsersColumns.CONTRACT.forEach(name -> fields.remove(Words.of(name).orElseThrow().camel()));
    return fields;
  }

  private Map<TableId, List<RelationDraft>> relations(Map<Long, TableDraft> drafts) {
    List<ForeignKey> keys =
        raw.foreignKeys().stream()
            .sorted(
                Comparator.comparing(ForeignKeyRow::name).thenComparingLong(ForeignKeyRow::table))
            .flatMap(row ->
                ForeignKey.of(row, drafts.get(row.table()), drafts.get(row.target())).stream())
            .toList();
    return new RelationAssembly(keys, problems)
        .relations().stream().collect(Collectors.groupingBy(draft -> draft.owner().id()));
  }

  private Table table(TableDraft draft, List<RelationDraft> relations) {
    return new Table(
        draft.id(),
        Table.Kind.of(draft.row().kind()),
        draft.names(),
        draft.row().comment(),
        List.copyOf(draft.columns().values()),
        keys(draft),
        RelationNaming.name(draft, relations, problems),
        softDelete(draft),
        draft.row().onInsert());
  }

  private static List<Key> keys(TableDraft draft) {
    return draft.indexes().stream()
        .filter(IndexRow::unique)
        .flatMap(index ->
            draft.columns(index.columns()).stream()
                .map(columns -> new Key(index.name(), index.primary(), columns)))
        .sorted(KEYS)
        .toList();
  }

  private static SoftDelete softDelete(TableDraft draft) {
    return marker(draft.row(), draft.settings(), draft.columns().values())
        .map(SoftDelete::new)
        .orElse(null);
  }

  /** The column that marks deleted rows, if one is chosen and it can. */
  private static Optional<Column> marker(
      TableRow row, TableSettings settings, Collection<Column> columns) {
    return columns.stream()
        .filter(one ->
            one.name().equals(settings.softDelete())
                && row.kind() != 'v'
                && row.kind() != 'm'
                && SoftDelete.fits(one))
        .findFirst();
  }

  private void checkSetting(TableId table) {
    List<TableRow> rows = raw.tables().stream().filter(row -> row.id().equals(table)).toList();
    if (rows.isEmpty()) {
      problems.add(
          Code.INVALID_SETTING,
          table,
          "There is no such table",
          "Take the settings away with tableSettingsDelete");
      return;
    }
    Set<String> columns =
        raw.columns().stream()
            .filter(column -> column.table() == rows.getFirst().oid())
            .map(ColumnRow::name)
            .collect(Collectors.toSet());
    settings.get(table).fields().keySet().stream()
        .filter(column -> !columns.contains(column))
        .forEach(column ->
            problems.add(
                Code.INVALID_SETTING,
                table + "." + column,
                "There is no such column",
                "Take its name away with tableSettingsUpdate"));
  }

  private static List<EnumType> used(List<EnumType> enums, List<Table> tables) {
    Set<EnumType> used =
        tables.stream()
            .map(Table::columns)
            .flatMap(Collection::stream)
            .map(column -> column.type().enumType())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return enums.stream().filter(used::contains).toList();
  }

  private static <T> Map<Long, List<T>> grouped(List<T> rows, Function<T, Long> table) {
    return rows.stream().collect(Collectors.groupingBy(table, TreeMap::new, Collectors.toList()));
  }
}
