package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.catalog.TableNames;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plans {@code groups}: the argument {@code groupBy} of the list says what makes a group and what
 * is said of it, each with a name; the fields of a group are asked for under those names.
 */
final class GroupPlanner {
  /** The groups as if they were a table's rows. */
  private static final TableId GROUPS = new TableId("", "groups");

  private final Accesses accesses;
  private final ReadPlanner rows;

  GroupPlanner(Accesses accesses, ReadPlanner rows) {
    this.accesses = accesses;
    this.rows = rows;
  }

  GroupPlan plan(Table table, Selection list, Selection groups) {
    if (!(list.arguments().get("groupBy") instanceof Map<?, ?> given)) {
      throw refused("groupBy", "Say what makes a group");
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> groupBy = (Map<String, Object>) given;
    List<GroupPlan.Value> values = new GroupValues(accesses).of(table, groupBy.get("query"));
    Table shape =
        new Table(
            GROUPS,
            Table.Kind.VIEW,
            TableNames.of("group", "groups"),
            null,
            values.stream().map(GroupPlan.Value::column).toList(),
            List.of(),
            List.of(),
            null);
    return new GroupPlan(
        table,
        values,
        shape,
        new HavingPlanner(accesses.catalog(), shape).filter(groupBy.get("having")),
        order(values, shape, groupBy.get("sort")),
        PagePlanner.part(limits(table), groupBy),
        groups.children().stream().map(child -> output(table, shape, child)).toList());
  }

  private ReadLimits limits(Table table) {
    return accesses.read(table).limits();
  }

  /** What makes a group comes last, so that pages agree. */
  private static List<Order> order(List<GroupPlan.Value> values, Table shape, Object given) {
    List<Order> order = new ArrayList<>();
    for (Object one : OrderPlanner.list(given)) {
      Map<?, ?> sort = (Map<?, ?>) one;
      Column column =
          shape
              .field((String) sort.get("alias"))
              .filter(found -> found.type().sortable())
              .orElseThrow(() -> unknown((String) sort.get("alias")));
      order.add(new Order(List.of(), column, "DESC".equals(sort.get("direction"))));
    }
    values.stream()
        .filter(value -> value.aggregate().isEmpty())
        .forEach(value -> order.add(new Order(List.of(), value.column(), false)));
    return order;
  }

  private GroupPlan.Output output(Table table, Table shape, Selection child) {
    if (child.isTypeName()) {
      return new GroupPlan.Output.TypeName(child.key());
    }
    if (child.field().equals("GroupIds")) {
      return ids(table, child);
    }
    if (child.field().equals(table.names().type() + "Group") && table.primaryKey().isPresent()) {
      return new GroupPlan.Output.Rows(child.key(), rows.list(table, child));
    }
    Column column = shape.field(child.key()).orElseThrow(() -> unknown(child.key()));
    return new GroupPlan.Output.Shown(
        child.key(),
        column,
        GroupValueType.of(child.field(), column.type())
            .orElseThrow(() -> refused(child.key(), "is no " + child.field())));
  }

  private GroupPlan.Output ids(Table table, Selection child) {
    Optional<Column> id =
        table
            .primaryKey()
            .map(Key::columns)
            .filter(key -> key.size() == 1)
            .map(List::getFirst)
            .filter(column -> accesses.sees(table, column.field()));
    return new GroupPlan.Output.Ids(
        child.key(),
        id.orElseThrow(() -> refused(child.key(), "There is no id")),
        limits(table).rows());
  }

  private static FreeholdException unknown(String name) {
    return refused(name, "groupBy gives that name to nothing");
  }

  private static FreeholdException refused(String subject, String reason) {
    return FreeholdException.of(ErrorCode.VALIDATION, subject, reason);
  }
}
