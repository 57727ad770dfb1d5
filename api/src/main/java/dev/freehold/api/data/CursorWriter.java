package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.filter.Operand;
import java.util.List;

/**
 * Writes where a page begins and ends: after or before the row of an id, in the list's order. A row
 * that the caller does not see is no place, so such a page is empty.
 */
final class CursorWriter {
  private final Sql sql;
  private final ConditionWriter conditions;

  CursorWriter(Sql sql, ConditionWriter conditions) {
    this.sql = sql;
    this.conditions = conditions;
  }

  void write(ListPlan list, Scope scope) {
    if (list.page().after() != null) {
      bound(list, scope, list.page().after(), true);
    }
    if (list.page().before() != null) {
      bound(list, scope, list.page().before(), false);
    }
  }

  private void bound(ListPlan list, Scope scope, Operand id, boolean after) {
    Scope mark = new Scope(list.table(), sql.newAlias());
    Column key = list.table().primaryKey().orElseThrow().columns().getFirst();
    sql.add(" and exists (select from ").table(list.table().id()).add(" ").add(mark.alias());
    sql.add(" where ");
    conditions.rows(mark);
    sql.add(" and ").column(mark.alias(), key.name()).add(" = ");
    sql.value(Parameter.of(id), key.type().sqlType()).add(" and (");
    List<Order> order = list.order();
    for (int i = 0; i < order.size(); i++) {
      sql.add(i == 0 ? "(" : " or (");
      for (Order same : order.subList(0, i)) {
        conditions.term(same, scope);
        sql.add(" is not distinct from ");
        conditions.term(same, mark);
        sql.add(" and ");
      }
      beyond(order.get(i), after ? scope : mark, after ? mark : scope);
      sql.add(")");
    }
    sql.add("))");
  }

  /** Whether the one row comes later than the other; nulls come last, descending first. */
  private void beyond(Order order, Scope later, Scope earlier) {
    sql.add("(");
    conditions.term(order, later);
    sql.add(order.descending() ? " < " : " > ");
    conditions.term(order, earlier);
    sql.add(" or (");
    conditions.term(order, order.descending() ? earlier : later);
    sql.add(" is null and ");
    conditions.term(order, order.descending() ? later : earlier);
    sql.add(" is not null))");
  }
}
