package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.filter.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes the rows in groups: their cells as the client sees them, the groups of those, the objects
 * of those groups. Names that the client gives to values are not in the statement.
 */
final class GroupWriter {
  /** The ids that are shown; those that rows are found by may be hidden. */
  private static final String SHOWN = "ids";

  private final Sql sql;
  private final ConditionWriter conditions;
  private final AggregateWriter aggregates;

  GroupWriter(Sql sql, ConditionWriter conditions) {
    this.sql = sql;
    this.conditions = conditions;
    this.aggregates = new AggregateWriter(sql, conditions);
  }

  /**
   * Writes an array of groups.
   *
   * @param source writes {@code from … where …} for the rows
   * @param rows writes a list of those that a condition lets through
   */
  void write(GroupPlan plan, Consumer<Scope> source, BiConsumer<ListPlan, Consumer<Scope>> rows) {
    String objects = sql.newAlias();
    Scope groups = new Scope(plan.groups(), sql.newAlias());
    boolean turned = plan.page().fromEnd();
    sql.add("(select coalesce(json_agg(").add(objects).add(".o");
    sql.add(turned ? " order by " + objects + ".n desc" : "").add("), '[]') from (select ");
    JsonObject.write(sql, plan.outputs(), output -> output(output, plan, groups, rows));
    sql.add(" as o");
    if (turned) {
      sql.add(", row_number() over (");
      order(plan, groups);
      sql.add(") as n");
    }
    sql.add(" from (");
    groups(plan, source);
    sql.add(") ").add(groups.alias());
    if (!plan.having().equals(Filter.Always.TRUE)) {
      sql.add(" where ");
      conditions.rule(plan.having(), groups);
    }
    order(plan, groups);
    sql.add(" limit ").number(plan.page().most());
    if (plan.page().skip() > 0) {
      sql.add(" offset ").value(Integer.toString(plan.page().skip()), "bigint");
    }
    sql.add(") ").add(objects).add(")");
  }

  private void groups(GroupPlan plan, Consumer<Scope> source) {
    String cells = sql.newAlias();
    sql.add("select");
    String separator = " ";
    for (int i = 0; i < plan.values().size(); i++) {
      GroupPlan.Value value = plan.values().get(i);
      String cell = cells + ".c" + i;
      sql.add(separator);
      value
          .aggregate()
          .ifPresentOrElse(
              one -> aggregates.value(one, value.cell().column().type(), cell),
              () -> sql.add(cell));
      sql.add(" as ").add(value.column().name());
      separator = ", ";
    }
    for (String id : ids(plan)) {
      sql.add(separator).add("array_agg(" + cells + "." + id + ") as " + id);
      separator = ", ";
    }
    sql.add(" from (");
    cells(plan, source);
    sql.add(") ").add(cells).add(" group by ");
    separator = "";
    for (int i = 0; i < plan.values().size(); i++) {
      if (plan.values().get(i).aggregate().isEmpty()) {
        sql.add(separator).add(cells).add(".c" + i);
        separator = ", ";
      }
    }
    // Without anything that makes groups all rows are one.
    sql.add(separator.isEmpty() ? "()" : "");
  }

  private void cells(GroupPlan plan, Consumer<Scope> source) {
    Scope scope = new Scope(plan.table(), sql.newAlias());
    sql.add("select");
    String separator = " ";
    for (int i = 0; i < plan.values().size(); i++) {
      sql.add(separator);
      conditions.term(plan.values().get(i).cell(), scope);
      sql.add(" as c" + i);
      separator = ", ";
    }
    for (int i = 0; i < plan.key().size(); i++) {
      sql.add(separator).column(scope.alias(), plan.key().get(i).name()).add(" as i" + i);
      separator = ", ";
    }
    if (plan.shownId().isPresent()) {
      sql.add(separator);
      conditions.cell(plan.shownId().get(), scope);
      sql.add(" as ").add(SHOWN);
    }
    source.accept(scope);
  }

  /** The columns of the cells that tell rows apart. */
  private static List<String> ids(GroupPlan plan) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < plan.key().size(); i++) {
      ids.add("i" + i);
    }
    plan.shownId().ifPresent(_ -> ids.add(SHOWN));
    return ids;
  }

  private void output(
      GroupPlan.Output output,
      GroupPlan plan,
      Scope groups,
      BiConsumer<ListPlan, Consumer<Scope>> rows) {
    sql.key(output.key()).add(", ");
    switch (output) {
      case GroupPlan.Output.TypeName _ -> sql.key("GroupByResponse");
      case GroupPlan.Output.Shown(_, Column column, GroupValueType type) ->
          type.write(sql, column.type(), () -> sql.column(groups.alias(), column.name()));
      case GroupPlan.Output.Ids(_, _, int most) -> {
        sql.add("coalesce(to_json((select array_agg(e::text) from (select e from unnest(");
        sql.add(groups.alias()).add(".").add(SHOWN).add(") e where e is not null order by e");
        sql.add(" limit ").number(most).add(") s)), '[]')");
      }
      case GroupPlan.Output.Rows(_, ListPlan list) ->
          rows.accept(list, scope -> in(plan, groups, scope));
    }
  }

  private void in(GroupPlan plan, Scope groups, Scope row) {
    List<Column> key = plan.key();
    String separator = "(";
    for (Column id : key) {
      sql.add(separator).column(row.alias(), id.name());
      separator = ", ";
    }
    separator = ") in (select * from unnest(";
    for (int i = 0; i < key.size(); i++) {
      sql.add(separator).add(groups.alias()).add(".i" + i);
      separator = ", ";
    }
    sql.add("))");
  }

  private void order(GroupPlan plan, Scope groups) {
    String separator = " order by ";
    for (Order order : plan.order()) {
      sql.add(separator).column(groups.alias(), order.column().name());
      sql.add(order.descending() == plan.page().fromEnd() ? "" : " desc");
      separator = ", ";
    }
  }
}
