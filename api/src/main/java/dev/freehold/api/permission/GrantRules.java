package dev.freehold.api.permission;

import dev.freehold.api.access.Roles;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.CatalogHolder;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.filter.ValueTexts;
import dev.freehold.api.filter.Variable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether permissions fit the tables there are. */
@Singleton
class GrantRules {
  private static final int MOST_ROWS = 1_000_000;
  private static final int DEEPEST = 50;

  private final CatalogHolder catalogs;
  private final RuleSyntax rules;

  GrantRules(CatalogHolder catalogs, RuleSyntax rules) {
    this.catalogs = catalogs;
    this.rules = rules;
  }

  /**
   * The table of that name, {@code schema.table} as PostgreSQL spells both. A dot may be part of
   * either, so it is compared and not taken apart.
   */
  Optional<TableId> table(String name) {
    List<TableId> found =
        catalogs.current().tables().stream()
            .map(Table::id)
            .filter(id -> id.toString().equals(name))
            .toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** What is said of a name that {@link #table(String)} does not know. */
  Fault unknownTable(String name) {
    Catalog catalog = catalogs.current();
    String remedy =
        catalog
            .byType(name)
            .map(table -> "it is called " + table.id() + " here")
            .orElse("name an exposed table like public.posts, as PostgreSQL spells it");
    return new Fault("table", "There is no table " + name + "; " + remedy);
  }

  /** All that is wrong with it; empty when it can be kept. */
  List<Fault> faults(Grant grant) {
    List<Fault> faults = new ArrayList<>();
    if (grant.roleName().equals(Roles.ADMINISTRATOR)) {
      faults.add(new Fault("role", "Administrator may do everything already"));
    }
    Optional<Table> table = catalogs.current().find(grant.table());
    if (table.isEmpty()) {
      faults.add(unknownTable(grant.table().toString()));
      return faults;
    }
    action(grant, table.get(), faults);
    fields(grant, table.get(), faults);
    conditions(grant, table.get(), faults);
    presets(grant, table.get(), faults);
    limits(grant, faults);
    UsersTable.check(grant, faults);
    return faults;
  }

  private static void action(Grant grant, Table table, List<Fault> faults) {
    if (grant.action() != Action.READ && !table.writable()) {
      faults.add(new Fault("action", table.id() + " is a view, which can only be read"));
    }
  }

  private static void fields(Grant grant, Table table, List<Fault> faults) {
    if (!(grant.fields() instanceof GrantedFields.Only only)) {
      return;
    }
    if (grant.action() == Action.DELETE) {
      faults.add(new Fault("columns", "A deletion has no fields; leave columns and relations out"));
      return;
    }
    for (String name : new TreeSet<>(only.columns())) {
      column("columns/" + name, name, table, grant.action().writes(), faults);
    }
    for (String field : new TreeSet<>(only.relations())) {
      if (table.relation(field).isEmpty() && !UsersTable.shows(grant, field)) {
        String known =
            table.relations().stream().map(Relation::field).collect(Collectors.joining(", "));
        faults.add(
            new Fault(
                "relations/" + field,
                "There is no relation "
                    + field
                    + " of "
                    + table.id()
                    + "; it has "
                    + (known.isEmpty() ? "none" : known)));
      }
    }
  }

  private static void column(
      String path, String name, Table table, boolean written, List<Fault> faults) {
    Optional<Column> column = table.column(name);
    if (column.isEmpty()) {
      String remedy =
          table
              .field(name)
              .map(field -> "name the column as PostgreSQL does: " + field.name())
              .orElseGet(() ->
                  "it has "
                      + table.columns().stream()
                          .map(Column::name)
                          .collect(Collectors.joining(", ")));
      faults.add(
          new Fault(path, "There is no column " + name + " in " + table.id() + "; " + remedy));
    } else if (written && !column.get().writable()) {
      faults.add(new Fault(path, "The database makes the value of " + name + "; leave it out"));
    }
  }

  private void conditions(Grant grant, Table table, List<Fault> faults) {
    if (grant.rule() != null) {
      if (grant.action() == Action.CREATE) {
        faults.add(new Fault("rule", "Rows that are made have no rule; give a check"));
      }
      condition("rule", grant.rule(), table, faults);
    }
    if (grant.check() != null) {
      if (!grant.action().writes()) {
        faults.add(new Fault("check", "Only CREATE and UPDATE have a check; give a rule"));
      }
      condition("check", grant.check(), table, faults);
    }
  }

  private void condition(
      String path, Map<String, Object> condition, Table table, List<Fault> faults) {
    rules
        .fault(catalogs.current(), table, condition)
        .ifPresent(why -> faults.add(new Fault(path, why)));
  }

  private static void presets(Grant grant, Table table, List<Fault> faults) {
    if (!grant.presets().isEmpty() && !grant.action().writes()) {
      faults.add(new Fault("presets", "Only CREATE and UPDATE have presets; leave them out"));
      return;
    }
    grant
        .presets()
        .forEach((name, value) -> {
          column("presets/" + name, name, table, true, faults);
          RuleSyntax.unfit(value)
              .or(() -> table.column(name).flatMap(column -> unfit(column, value)))
              .ifPresent(why -> faults.add(new Fault("presets/" + name, why)));
        });
  }

  private static Optional<String> unfit(Column column, Object value) {
    if (value == null || Variable.of(value).isPresent()) {
      return Optional.empty();
    }
    try {
      return ValueTexts.cell(column.type(), value) == null
          ? Optional.of("is no value")
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static void limits(Grant grant, List<Fault> faults) {
    Limits limits = grant.limits();
    if (!limits.equals(Limits.NONE) && grant.action() != Action.READ) {
      faults.add(new Fault("limits", "Only READ has limits; leave them out"));
    }
    if (limits.rows() != null && (limits.rows() < 1 || limits.rows() > MOST_ROWS)) {
      faults.add(new Fault("limits/rows", "must be between 1 and " + MOST_ROWS));
    }
    if (limits.depth() != null && (limits.depth() < 0 || limits.depth() > DEEPEST)) {
      faults.add(new Fault("limits/depth", "must be between 0 and " + DEEPEST));
    }
  }
}
