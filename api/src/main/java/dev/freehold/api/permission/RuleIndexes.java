package dev.freehold.api.permission;

import dev.freehold.api.access.Caller;
import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.CatalogAdvice;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.IndexedColumns;
import dev.freehold.api.catalog.Problem;
import dev.freehold.api.catalog.Scalar;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.FilterParser;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds rules by which rows are found only by reading the whole table. Relations are looked after
 * by the catalog itself; what a rule says by {@code NOT}, parts of texts or booleans no index would
 * help much.
 */
@Singleton
class RuleIndexes implements CatalogAdvice {
  private final PermissionService permissions;

  RuleIndexes(PermissionService permissions) {
    this.permissions = permissions;
  }

  private record Place(Table table, Column column) {}

  @Override
  public List<Problem> problems(Caller administrator, Catalog catalog, IndexedColumns indexes) {
    Map<String, Place> places = new TreeMap<>();
    Map<String, Set<String>> roles = new TreeMap<>();
    for (Grant grant : permissions.list(administrator, null, null)) {
      catalog
          .find(grant.table())
          .ifPresent(table -> {
            for (Column column : slow(rule(catalog, table, grant), table, indexes)) {
              String subject = table.id() + "." + column.name();
              places.put(subject, new Place(table, column));
              roles
                  .computeIfAbsent(subject, _ -> new TreeSet<>())
                  .add(grant.roleName() + " (" + grant.action().text() + ")");
            }
          });
    }
    return places.entrySet().stream()
        .map(one -> problem(one.getKey(), one.getValue(), roles.get(one.getKey())))
        .toList();
  }

  private static Filter rule(Catalog catalog, Table table, Grant grant) {
    if (grant.rule() == null) {
      return Filter.Always.TRUE;
    }
    try {
      return FilterParser.rule(catalog, table, grant.rule());
    } catch (FreeholdException e) {
      // Told by permissionsList.
      return Filter.Always.TRUE;
    }
  }

  /** Columns of which one needs an index. */
  private static Set<Column> slow(Filter filter, Table table, IndexedColumns indexes) {
    return switch (filter) {
      case Filter.Compare compare when helps(compare) ->
          indexes.has(table.id(), compare.column()) ? Set.of() : Set.of(compare.column());
      case Filter.All(List<Filter> parts) ->
          parts.stream().anyMatch(part -> found(part, table, indexes))
              ? Set.of()
              : union(parts, table, indexes);
      case Filter.Any(List<Filter> parts) -> union(parts, table, indexes);
      case Filter.Compare _, Filter.Not _, Filter.Related _, Filter.Always _ -> Set.of();
    };
  }

  private static Set<Column> union(List<Filter> parts, Table table, IndexedColumns indexes) {
    Set<Column> columns = new LinkedHashSet<>();
    parts.forEach(part -> columns.addAll(slow(part, table, indexes)));
    return columns;
  }

  private static boolean found(Filter filter, Table table, IndexedColumns indexes) {
    return filter instanceof Filter.Compare compare
        && helps(compare)
        && indexes.has(table.id(), compare.column());
  }

  private static boolean helps(Filter.Compare compare) {
    return switch (compare.operator()) {
      case EQUALS, IN, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL ->
          compare.column().type().scalar() != Scalar.BOOLEAN;
      case CONTAINS, STARTS_WITH, ENDS_WITH, EMPTY, HAS, JSON_CONTAINS, MATCHES -> false;
    };
  }

  private static Problem problem(String subject, Place place, Set<String> roles) {
    return new Problem(
        Problem.Code.UNINDEXED_RULE,
        subject,
        "Rules ask for it, and rows are found only by reading the whole table: "
            + String.join(", ", roles),
        "create index on %s.%s (%s)"
            .formatted(
                quoted(place.table().id().schema()),
                quoted(place.table().id().name()),
                quoted(place.column().name())));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
