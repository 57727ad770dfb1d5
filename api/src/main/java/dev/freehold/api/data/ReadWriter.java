package dev.freehold.api.data;

import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import java.util.List;
import java.util.function.Consumer;

/** Writes the plan of a query as one statement, whose only value is the answer as JSON. */
final class ReadWriter {
  /** PostgreSQL's functions take 100 arguments. */
  private static final int MOST_PAIRS = 50;

  private final Sql sql = new Sql();
  private final ConditionWriter conditions;

  private ReadWriter(Accesses accesses, CallerValues caller) {
    this.conditions = new ConditionWriter(sql, accesses, caller);
  }

  /** The row that the filter finds, if the caller sees it, or {@code null}. */
  static Sql.Statement one(RowPlan row, Filter key, Accesses accesses, CallerValues caller) {
    ReadWriter writer = new ReadWriter(accesses, caller);
    return writer.one(row, scope -> writer.conditions.client(key, scope));
  }

  /** The row, if the caller sees it, or {@code null}. */
  static Sql.Statement one(RowPlan row, RowKeys key, Accesses accesses, CallerValues caller) {
    ReadWriter writer = new ReadWriter(accesses, caller);
    return writer.one(row, scope -> key.condition(writer.sql, scope.alias()));
  }

  private Sql.Statement one(RowPlan row, Consumer<Scope> key) {
    Scope scope = new Scope(row.table(), sql.newAlias());
    sql.add("select (select ");
    object(row, scope);
    from(scope);
    sql.add(" and ");
    key.accept(scope);
    sql.add(" limit 1)::text");
    return sql.statement();
  }

  /** A list that the caller sees. */
  static Sql.Statement list(ListPlan list, Accesses accesses, CallerValues caller) {
    ReadWriter writer = new ReadWriter(accesses, caller);
    return writer.list(list, writer::from);
  }

  /** Those of the rows that the caller sees, all of them. */
  static Sql.Statement list(ListPlan list, RowKeys rows, Accesses accesses, CallerValues caller) {
    ReadWriter writer = new ReadWriter(accesses, caller);
    return writer.list(
        list.all(rows.size()),
        scope -> {
          writer.from(scope);
          writer.sql.add(" and ");
          rows.condition(writer.sql, scope.alias());
        });
  }

  private Sql.Statement list(ListPlan list, Consumer<Scope> source) {
    sql.add("select ");
    page(list, source);
    sql.add("::text");
    return sql.statement();
  }

  private void from(Scope scope) {
    sql.add(" from ").table(scope.table().id()).add(" ").add(scope.alias()).add(" where ");
    conditions.rows(scope);
  }

  private void object(RowPlan row, Scope scope) {
    pairs(
        row.outputs(),
        output -> {
          sql.key(output.key()).add(", ");
          output(output, scope);
        });
  }

  private void output(Output output, Scope scope) {
    switch (output) {
      case Output.Cell(_, var column) ->
          JsonCell.write(sql, column.type(), () -> conditions.cell(column, scope));
      case Output.TypeName(_, String type) -> sql.key(type);
      case Output.One(_, Relation relation, RowPlan row) -> one(relation, row, scope);
      case Output.Many(_, Relation relation, ListPlan list) ->
          page(list, to -> conditions.related(relation, scope, to));
    }
  }

  private void one(Relation relation, RowPlan row, Scope scope) {
    sql.add("(select ");
    Scope to = conditions.target(relation);
    object(row, to);
    conditions.related(relation, scope, to);
    sql.add(" limit 1)");
  }

  private void page(ListPlan list, Consumer<Scope> source) {
    pairs(
        list.parts(),
        part -> {
          sql.key(key(part)).add(", ");
          switch (part) {
            case ListPlan.Part.Items(_, RowPlan row) -> items(list, row, source);
            case ListPlan.Part.Count _ -> count(list, source);
            case ListPlan.Part.TypeName(_, String type) -> sql.key(type);
          }
        });
  }

  private static String key(ListPlan.Part part) {
    return switch (part) {
      case ListPlan.Part.Items items -> items.key();
      case ListPlan.Part.Count count -> count.key();
      case ListPlan.Part.TypeName type -> type.key();
    };
  }

  private void count(ListPlan list, Consumer<Scope> source) {
    sql.add("(select count(*)");
    Scope scope = new Scope(list.table(), sql.newAlias());
    source.accept(scope);
    filter(list, scope);
    sql.add(")");
  }

  private void items(ListPlan list, RowPlan row, Consumer<Scope> source) {
    boolean turned = list.page().fromEnd();
    String rows = sql.newAlias();
    sql.add("(select coalesce(json_agg(").add(rows).add(".o");
    sql.add(turned ? " order by " + rows + ".n desc" : "").add("), '[]') from (select ");
    Scope scope = new Scope(list.table(), sql.newAlias());
    object(row, scope);
    sql.add(" as o");
    if (turned) {
      sql.add(", row_number() over (");
      order(list, scope);
      sql.add(") as n");
    }
    source.accept(scope);
    filter(list, scope);
    new CursorWriter(sql, conditions).write(list, scope);
    order(list, scope);
    sql.add(" limit ").value(Integer.toString(list.page().most()), "bigint");
    if (list.page().skip() > 0) {
      sql.add(" offset ").value(Integer.toString(list.page().skip()), "bigint");
    }
    sql.add(") ").add(rows).add(")");
  }

  private void filter(ListPlan list, Scope scope) {
    if (!list.filter().equals(Filter.Always.TRUE)) {
      sql.add(" and ");
      conditions.client(list.filter(), scope);
    }
  }

  private void order(ListPlan list, Scope scope) {
    String separator = " order by ";
    for (Order order : list.order()) {
      sql.add(separator);
      conditions.term(order, scope);
      sql.add(order.descending() == list.page().fromEnd() ? "" : " desc");
      separator = ", ";
    }
  }

  private <T> void pairs(List<T> all, Consumer<T> pair) {
    if (all.size() <= MOST_PAIRS) {
      chunk(all, pair);
      return;
    }
    // Objects are joined as texts, without the braces between them.
    String separator = "(";
    for (int begin = 0; begin < all.size(); begin += MOST_PAIRS) {
      boolean first = begin == 0;
      boolean last = begin + MOST_PAIRS >= all.size();
      sql.add(separator).add(last ? "" : "left(").add(first ? "" : "substr(");
      chunk(all.subList(begin, last ? all.size() : begin + MOST_PAIRS), pair);
      sql.add("::text").add(first ? "" : ", 2)").add(last ? "" : ", -1)");
      separator = " || ',' || ";
    }
    sql.add(")::json");
  }

  private <T> void chunk(List<T> some, Consumer<T> pair) {
    String separator = "json_build_object(";
    for (T each : some) {
      sql.add(separator);
      pair.accept(each);
      separator = ", ";
    }
    sql.add(")");
  }

  /** The columns that tell the table's rows apart; none for most views. */
  static List<Order> keyOrder(Table table) {
    return table.primaryKey().map(Key::columns).orElse(List.of()).stream()
        .map(column -> new Order(List.of(), column, false))
        .toList();
  }
}
