package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.ValueTexts;
import java.util.ArrayList;
import java.util.List;

/** Writes the statements that find rows at the other end of relations, as the caller sees them. */
final class LinkStatements {
  private final Accesses accesses;
  private final CallerValues caller;

  LinkStatements(Accesses accesses, CallerValues caller) {
    this.accesses = accesses;
    this.caller = caller;
  }

  /**
   * The rows that the keys name: each after the number of its key, counted from 0.
   *
   * @param columns of a unique key
   * @param keys the values of each, in the columns' order
   * @param keep whether they are kept from others until it is over
   */
  Sql.Statement find(Table table, List<Column> columns, List<List<String>> keys, boolean keep) {
    Sql sql = new Sql();
    ConditionWriter conditions = new ConditionWriter(sql, accesses, caller);
    Scope scope = new Scope(table, "t");
    sql.add("select s.n, ");
    RowKeys.list(sql, Row.columns(table), scope.alias());
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      numbers.add(Integer.toString(i));
    }
    sql.add(" from unnest(").value(ValueTexts.literal(numbers), "int[]");
    for (int i = 0; i < columns.size(); i++) {
      int at = i;
      sql.add(", ");
      RowKeys.array(sql, columns.get(i), keys.stream().map(key -> key.get(at)).toList());
    }
    sql.add(") as s(n");
    for (int i = 0; i < columns.size(); i++) {
      sql.add(", k" + i);
    }
    sql.add(") join ").table(table.id()).add(" ").add(scope.alias()).add(" on ");
    for (int i = 0; i < columns.size(); i++) {
      conditions.cell(columns.get(i), scope);
      sql.add(" = s.k" + i).add(" and ");
    }
    conditions.rows(scope);
    if (keep) {
      sql.add(" for update of ").add(scope.alias());
    }
    return sql.statement();
  }

  /** The rows that are connected: each after the {@link Row#columns} of the one it belongs to. */
  Sql.Statement connected(Table table, Relation relation, RowKeys rows) {
    Sql sql = new Sql();
    ConditionWriter conditions = new ConditionWriter(sql, accesses, caller);
    Scope from = new Scope(table, "p");
    Scope to = conditions.target(relation);
    sql.add("select ");
    RowKeys.list(sql, Row.columns(table), from.alias());
    sql.add(", x.* from ").table(table.id()).add(" ").add(from.alias());
    sql.add(" cross join lateral (select ");
    RowKeys.list(sql, Row.columns(to.table()), to.alias());
    conditions.related(relation, from, to);
    sql.add(") x where ");
    rows.condition(sql, from.alias());
    return sql.statement();
  }
}
