package dev.freehold.api.graphql.tables;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.RootField;
import dev.freehold.api.catalog.RootField.Operation;
import dev.freehold.api.catalog.RootField.Root;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.catalog.TableNames;
import dev.freehold.api.data.TableFields;
import dev.freehold.api.permission.Action;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which names of the schema stand for tables, and what each is to the table. */
public final class TableNamespace {
  private static final Set<String> CONNECTIVES = Set.of("AND", "OR", "NOT");
  private static final Set<String> ROOTS = Set.of("Query", "Mutation", "Subscription");

  /** Suffixes of types that the platform's schema has of users, too, or everybody may know of. */
  private static final Set<String> OF_PLATFORM =
      Set.of(
          "",
          "ListResponse",
          "Filter",
          "RelationFilter",
          "Sort",
          "OrderBy",
          "Aggregates",
          "GroupBy",
          "GroupByQuery",
          "CreateInput",
          "UpdateInput",
          "DeleteInput");

  /** What of Users is served like any table; the mutations are the platform's. */
  private static final Set<Operation> OF_USERS =
      Set.of(Operation.ONE, Operation.LIST, Operation.SUBSCRIBE);

  private final Catalog catalog;
  private final Map<String, Owner> owners = new HashMap<>();
  private final Map<String, Table> groups = new HashMap<>();

  /** An argument of a field of Query. */
  public record Argument(String field, String name) {}

  private record Owner(Table table, String suffix) {}

  public TableNamespace(Catalog catalog) {
    this.catalog = catalog;
    for (Table table : catalog.tables()) {
      String type = table.names().type();
      owners.put(type, new Owner(table, ""));
      TableNames.SUFFIXES.forEach(suffix -> owners.put(type + suffix, new Owner(table, suffix)));
      groups.put(type + "Group", table);
    }
  }

  /** True when nothing of the schema stands for a table. */
  public boolean isEmpty() {
    return catalog.tables().isEmpty();
  }

  /** What a field of a root type does with which table; empty for the platform's own. */
  public Optional<RootField> root(String type, String field) {
    return ROOTS.contains(type)
        ? catalog
            .rootField(Root.valueOf(type.toUpperCase(Locale.ROOT)), field)
            .filter(found -> !users(found.table()) || OF_USERS.contains(found.operation()))
        : Optional.empty();
  }

  private static boolean users(Table table) {
    return table.id().equals(TableId.USERS);
  }

  /** Whether there is the type for whom there are those fields. */
  public boolean there(TableFields fields, String type) {
    Owner owner = owners.get(type);
    return owner == null || users(owner.table()) || fields.there(owner.table());
  }

  /** Whether there is the type's field, of an object or an input, likewise. */
  public boolean there(TableFields fields, String type, String field) {
    if (ROOTS.contains(type)) {
      return root(type, field).map(root -> there(fields, root)).orElse(true);
    }
    if (type.equals(GroupDefinitions.RESPONSE) && groups.containsKey(field)) {
      return fields.there(groups.get(field), Action.READ);
    }
    Owner owner = owners.get(type);
    if (owner == null) {
      return true;
    }
    Table table = owner.table();
    if (users(table)
        && OF_PLATFORM.contains(owner.suffix())
        && !UserDefinitions.added(table, field)) {
      // Everybody may know of the platform's own part of users.
      return true;
    }
    return switch (owner.suffix()) {
      case "", "Sort", "KeyFilter", "DeleteInput", "Aggregates" ->
          fields.there(table, Action.READ, field);
      case "RelationInput", "RelationsInput", "RelationUpdateInput", "RelationsUpdateInput" ->
          fields.there(table, field.equals("create") ? Action.CREATE : Action.READ);
      case "Filter" ->
          CONNECTIVES.contains(field)
              ? fields.there(table, Action.READ)
              : fields.there(table, Action.READ, field);
      case "GroupByQuery" ->
          field.equals(GroupDefinitions.ROWS)
              ? fields.there(table, Action.READ)
              : fields.there(table, Action.READ, field);
      case "GroupBy" -> fields.there(table, Action.READ);
      case "CreateInput" -> fields.there(table, Action.CREATE, field);
      case "UpdateInput" ->
          fields.there(table, Action.UPDATE, field)
              || (isKey(table, field) && fields.there(table, Action.READ, field));
      case "SubscriptionFilter", "SubscriptionPayload" -> fields.there(table, Action.READ);
      default -> fields.there(table);
    };
  }

  /** Whether there is the argument, likewise: a row is named by what the caller may read of it. */
  public boolean there(TableFields fields, Argument argument) {
    return root("Query", argument.field())
        .filter(root -> root.operation() == Operation.ONE)
        .map(root ->
            (users(root.table()) && !UserDefinitions.added(root.table(), argument.name()))
                || fields.there(root.table(), Action.READ, argument.name()))
        .orElse(true);
  }

  /** What is changed or deleted is looked up first, as the caller sees it. */
  private static boolean there(TableFields fields, RootField root) {
    Table table = root.table();
    return switch (root.operation()) {
      case ONE, LIST -> users(table) || fields.there(table, Action.READ);
      case SUBSCRIBE -> fields.there(table, Action.READ);
      case CREATE, CREATE_MANY -> fields.there(table, Action.CREATE);
      case UPDATE, UPDATE_BY_FILTER ->
          fields.there(table, Action.READ) && fields.there(table, Action.UPDATE);
      case UPSERT ->
          fields.there(table, Action.READ)
              && fields.there(table, Action.CREATE)
              && fields.there(table, Action.UPDATE);
      case RESTORE ->
          fields.there(table, Action.READ)
              && fields.there(table, Action.UPDATE)
              && fields.there(table, Action.DELETE);
      case DELETE, DELETE_BY_FILTER ->
          fields.there(table, Action.READ) && fields.there(table, Action.DELETE);
    };
  }

  private static boolean isKey(Table table, String field) {
    return table.primaryKey().stream()
        .flatMap(key -> key.columns().stream())
        .anyMatch(column -> column.field().equals(field));
  }
}
