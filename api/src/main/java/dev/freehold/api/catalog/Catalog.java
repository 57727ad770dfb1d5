package dev.freehold.api.catalog;

import dev.freehold.api.catalog.RootField.Root;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The company's tables as GraphQL may offer them, at one moment. Immutable; who may see what of it
 * is none of its business.
 */
public final class Catalog {
  private final long version;
  private final List<Table> tables;
  private final List<EnumType> enums;
  private final List<Problem> problems;
  private final Map<TableId, Table> byId = new HashMap<>();
  private final Map<String, Table> byType = new HashMap<>();
  private final Map<Root, Map<String, RootField>> byRootField = new EnumMap<>(Root.class);

  /**
   * Makes a snapshot.
   *
   * @param version grows with each change that this node saw; nodes count apart
   * @throws IllegalArgumentException when two tables share an id, a type or a root field
   */
  public Catalog(long version, List<Table> tables, List<EnumType> enums, List<Problem> problems) {
    this.version = version;
    this.tables = List.copyOf(tables);
    this.enums = List.copyOf(enums);
    this.problems = List.copyOf(problems);
    for (Root root : Root.values()) {
      byRootField.put(root, new HashMap<>());
    }
    this.tables.forEach(this::index);
  }

  public static Catalog empty() {
    return new Catalog(0, List.of(), List.of(), List.of());
  }

  private void index(Table table) {
    once(byId.put(table.id(), table), table.id());
    once(byType.put(table.names().type(), table), table.names().type());
    RootField.names(table.names(), table.writable(), table.softDelete() != null)
        .forEach((operation, field) -> {
          RootField root = new RootField(table, operation);
          once(byRootField.get(operation.root()).put(field, root), field);
        });
  }

  private static void once(Object before, Object name) {
    if (before != null) {
      throw new IllegalArgumentException("Two tables have the name " + name);
    }
  }

  public long version() {
    return version;
  }

  /** In the order of their ids. */
  public List<Table> tables() {
    return tables;
  }

  /** Those that a column of a table uses. */
  public List<EnumType> enums() {
    return enums;
  }

  public List<Problem> problems() {
    return problems;
  }

  public Optional<Table> find(TableId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * The table, where a relation led to it.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Table get(TableId id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("There is no table " + id));
  }

  /** True when nothing but the version may differ. */
  boolean sameAs(Catalog other) {
    return tables.equals(other.tables)
        && enums.equals(other.enums)
        && problems.equals(other.problems);
  }

  /** By the name of its GraphQL type, like {@code Post}. */
  public Optional<Table> byType(String type) {
    return Optional.ofNullable(byType.get(type));
  }

  /** By a field of Query, Mutation or Subscription, like {@code postsList}. */
  public Optional<RootField> rootField(Root root, String field) {
    return Optional.ofNullable(byRootField.get(root).get(field));
  }
}
