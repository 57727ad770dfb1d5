package dev.freehold.api.catalog;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether something new would have its usual name in GraphQL, and take it from nobody. */
@Singleton
public final class FreeNames {
  private final BeanProvider<ReservedNames> reserved;

  FreeNames(BeanProvider<ReservedNames> reserved) {
    this.reserved = reserved;
  }

  /** Of a table that is not there yet. */
  public boolean table(Catalog catalog, TableId table) {
    List<TableId> tables = new ArrayList<>(catalog.tables().stream().map(Table::id).toList());
    tables.add(table);
    Problems problems = new Problems();
    TableNames names =
        new TableNaming(reserved(), problems).tables(tables, settings(catalog)).get(table);
    boolean clash =
        problems.sorted().stream().anyMatch(one -> one.subject().equals(table.toString()));
    return !clash
        && catalog.enums().stream().map(EnumType::type).noneMatch(names.types()::contains);
  }

  /** Of a column that the table does not have yet. */
  public boolean field(Catalog catalog, TableId table, String column) {
    Optional<String> field = Words.of(column).map(Words::camel);
    return field
        .map(name ->
            (!table.equals(TableId.USERS) || !reserved().userFields().contains(name))
                && catalog
                    .find(table)
                    .map(one -> one.field(name).isEmpty() && one.relation(name).isEmpty())
                    .orElse(true))
        .orElse(false);
  }

  /** The names that tables have now, as if each had been chosen. */
  private static Map<TableId, TableSettings> settings(Catalog catalog) {
    Map<TableId, TableSettings> settings = new HashMap<>();
    for (Table table : catalog.tables()) {
      settings.put(
          table.id(),
          new TableSettings(
              table.id(),
              true,
              table.names().one(),
              table.names().plainPlural(),
              null,
              Map.of(),
              List.of()));
    }
    return settings;
  }

  private ReservedNames reserved() {
    return reserved.find(null).orElseGet(ReservedNames::none);
  }
}
