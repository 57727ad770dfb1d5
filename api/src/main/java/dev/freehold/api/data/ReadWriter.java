package dev.freehold.api.data;

import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import java.util.List;
import java.util.function.Consumer;

/** Writes the plan of a query as one statement, whose only value is the answer as JSON. */
final class ReadWriter {
  private final Sql sql;
  private final ConditionWriter conditions;

  private ReadWriter(Accesses accesses, CallerValues caller) {
    this.sql = new Sql();
    this.conditions = new ConditionWriter(sql, accesses, caller);
  }

  /** One that takes part in writing another statement. */
  ReadWriter(Sql sql, ConditionWriter conditions) {
    this.sql = sql;
    this.conditions = conditions;
  }

  /** The row that the filter finds, if the caller sees it, or none. */
  static Sql one(RowPlan row, Filter key, Accesses accesses, CallerValues caller) {
    ReadWriter writer = new ReadWriter(accesses, caller);
    return writer.one(row, scope -> writer.conditions.client(key, scope));
  }

  /** The row, if the caller sees it, or none. */
  static Sql one(RowPlan row, RowKeys key, Accesses accesses, CallerValues caller) {
    ReadWriter writer = new ReadWriter(accesses, caller);
    return writer.one(row, scope -> key.condition(writer.sql, scope.alias()));
  }

  /**
   * A row of Users, or none.
   *
   * @param key which one
   */
  static Sql user(RowPlan row, UserKey key, Accesses accesses, CallerValues caller) {
    ReadWriter writer = new ReadWriter(accesses, caller);
    return writer.one(row, scope -> key.write(writer.sql, writer.conditions, scope));
  }

  private Sql one(RowPlan row, Consumer<Scope> key) {
    Scope scope = new Scope(row.table(), sql.newAlias());
    sql.add("select ");
    object(row, scope);
    sql.add("::text");
    from(scope);
    sql.add(" and ");
    key.accept(scope);
    sql.add(" limit 1");
    return sql;
  }

  /** A list that the caller sees. */
  static Sql list(ListPlan list, Accesses accesses, CallerValues caller) {
    ReadWriter writer = new ReadWriter(accesses, caller);
    return writer.list(list, writer::from);
  }

  /** Those of the rows that the caller sees, all of them. */
  static Sql list(ListPlan list, RowKeys rows, Accesses accesses, CallerValues caller) {
    ReadWriter writer = new ReadWriter(accesses, caller);
    return writer.list(
        list.all(rows.size()),
        scope -> {
          writer.from(scope);
          writer.sql.add(" and ");
          rows.condition(writer.sql, scope.alias());
        });
  }

  private Sql list(ListPlan list, Consumer<Scope> source) {
    sql.add("select ");
    page(list, source);
    sql.add("::text");
    return sql;
  }

  private void from(Scope scope) {
    sql.add(" from ").table(scope.table().id()).add(" ").add(scope.alias()).add(" where ");
    conditions.rows(scope);
  }

  /** What is selected of the row that the scope names. */
  void object(RowPlan row, Scope scope) {
    JsonObject.write(
        sql,
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
      case Output.OfUser part ->
          conditions.guarded(
              part.part().field(), scope, () -> conditions.userParts().write(part, scope));
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
    JsonObject.write(
        sql,
        list.parts(),
        part -> {
          sql.key(key(part)).add(", ");
          switch (part) {
            case ListPlan.Part.Items(_, RowPlan row) -> items(list, row, source);
            case ListPlan.Part.Count _ -> count(list, source);
            case ListPlan.Part.Aggregates(_, var outputs) ->
                new AggregateWriter(sql, conditions)
                    .write(outputs, list.table(), found(list, source));
            case ListPlan.Part.Groups(_, GroupPlan groups) ->
                new GroupWriter(sql, conditions).write(groups, found(list, source), this::rows);
            case ListPlan.Part.TypeName(_, String type) -> sql.key(type);
          }
        });
  }

  private static String key(ListPlan.Part part) {
    return switch (part) {
      case ListPlan.Part.Items items -> items.key();
      case ListPlan.Part.Count count -> count.key();
      case ListPlan.Part.Aggregates aggregates -> aggregates.key();
      case ListPlan.Part.Groups groups -> groups.key();
      case ListPlan.Part.TypeName type -> type.key();
    };
  }

  private void count(ListPlan list, Consumer<Scope> source) {
    sql.add("(select count(*)");
    Scope scope = new Scope(list.table(), sql.newAlias());
    found(list, source).accept(scope);
    sql.add(")");
  }

  /** All rows that the filter finds. */
  private Consumer<Scope> found(ListPlan list, Consumer<Scope> source) {
    return scope -> {
      source.accept(scope);
      filter(list, scope);
    };
  }

  /** Those of the rows in a group that a list asks for. */
  private void rows(ListPlan list, Consumer<Scope> inGroup) {
    page(
        list,
        scope -> {
          from(scope);
          sql.add(" and ");
          inGroup.accept(scope);
        });
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
    found(list, source).accept(scope);
    new CursorWriter(sql, conditions).write(list, scope);
    order(list, scope);
    sql.add(" limit ").number(list.page().most());
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

  /** The columns that tell the table's rows apart; none for most views. */
  static List<Order> keyOrder(Table table) {
    return table.primaryKey().map(Key::columns).orElse(List.of()).stream()
        .map(column -> new Order(List.of(), column, false))
        .toList();
  }
}
