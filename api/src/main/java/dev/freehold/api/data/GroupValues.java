package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@code query} of {@code groupBy}: {@code {title: {as: "t"}, words: {as: "n", fn:
 * {aggregate: SUM}}, author: {…}}}.
 */
final class GroupValues {
  private static final int MOST = 30;
  private static final Pattern NAME = Pattern.compile("[_A-Za-z][_A-Za-z0-9]*");
  private static final Set<String> CONNECTIVES = Set.of("AND", "OR", "NOT");

  /** As 8base asks for the rows of a group; there is no need to. */
  private static final String ROWS = "_group";

  private final Accesses accesses;
  private final List<GroupPlan.Value> values = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  GroupValues(Accesses accesses) {
    this.accesses = accesses;
  }

  List<GroupPlan.Value> of(Table table, Object query) {
    read(table, List.of(), (Map<?, ?>) query);
    return values;
  }

  /** In the table's order, whatever that of the input. */
  private void read(Table table, List<Relation> path, Map<?, ?> query) {
    Set<Object> rest = new HashSet<>(query.keySet());
    for (Column column : table.columns()) {
      if (rest.contains(column.field()) && accesses.sees(table, column.field())) {
        rest.remove(column.field());
        OrderPlanner.list(query.get(column.field()))
            .forEach(one -> value(path, column, (Map<?, ?>) one));
      }
    }
    for (Relation relation : table.relations()) {
      if (!relation.toMany()
          && rest.contains(relation.field())
          && accesses.sees(table, relation.field())) {
        rest.remove(relation.field());
        if (query.get(relation.field()) instanceof Map<?, ?> deeper) {
          List<Relation> longer = new ArrayList<>(path);
          longer.add(relation);
          read(accesses.table(relation.target()), longer, deeper);
        }
      }
    }
    if (path.isEmpty() && rest.remove(ROWS)) {
      OrderPlanner.list(query.get(ROWS)).forEach(one -> name(ROWS, (Map<?, ?>) one));
    }
    if (!rest.isEmpty()) {
      throw refused(
          String.valueOf(rest.iterator().next()),
          table.names().type() + " cannot be grouped by a field of that name");
    }
  }

  private void value(List<Relation> path, Column column, Map<?, ?> given) {
    if (values.size() == MOST) {
      throw refused("groupBy", "There may be " + MOST + " values");
    }
    String name = name(column.field(), given);
    Optional<Aggregate> aggregate = aggregate(name, given.get("fn"));
    ColumnType type =
        aggregate
            .map(one ->
                one.result(column.type())
                    .orElseThrow(() -> refused(name, "has no such aggregate for its type")))
            .orElse(column.type());
    if (aggregate.isEmpty() && !type.sortable()) {
      throw refused(name, "makes no groups: its values cannot be compared");
    }
    values.add(
        new GroupPlan.Value(
            new Order(path, column, false), aggregate, Column.of("v" + values.size(), name, type)));
  }

  /** A name of GraphQL, since the answer has it. */
  private String name(String field, Map<?, ?> given) {
    String name = given.get("as") == null ? field : (String) given.get("as");
    if (!NAME.matcher(name).matches() || CONNECTIVES.contains(name)) {
      throw refused(field, "The name after 'as' has other than letters, digits and underscores");
    }
    if (!names.add(name)) {
      throw refused(field, "Another value has the name " + name);
    }
    return name;
  }

  private static Optional<Aggregate> aggregate(String name, Object given) {
    List<?> functions = OrderPlanner.list(given);
    if (functions.isEmpty()) {
      return Optional.empty();
    }
    Map<?, ?> function = (Map<?, ?>) functions.getFirst();
    boolean distinct = Boolean.TRUE.equals(function.get("distinct"));
    Object asked = function.get("aggregate");
    if (functions.size() > 1 || asked == null || (distinct && !asked.equals("COUNT"))) {
      throw refused(name, "takes one aggregate; distinct goes with COUNT only");
    }
    return Optional.of(
        switch ((String) asked) {
          case "COUNT" -> distinct ? Aggregate.COUNT_DISTINCT : Aggregate.COUNT;
          case "SUM" -> Aggregate.SUM;
          case "AVG" -> Aggregate.AVG;
          case "MIN" -> Aggregate.MIN;
          case "MAX" -> Aggregate.MAX;
          case "BOOL_AND" -> Aggregate.AND;
          case "BOOL_OR" -> Aggregate.OR;
          default -> throw refused(name, "has no such aggregate");
        });
  }

  private static FreeholdException refused(String subject, String reason) {
    return FreeholdException.of(ErrorCode.VALIDATION, subject, reason);
  }
}
