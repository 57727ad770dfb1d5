package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes aggregates of rows. The cells, as the client sees them, are selected first, each once; a
 * hidden one is empty there, so it counts nowhere.
 */
final class AggregateWriter {
  private final Sql sql;
  private final ConditionWriter conditions;

  AggregateWriter(Sql sql, ConditionWriter conditions) {
    this.sql = sql;
    this.conditions = conditions;
  }

  /**
   * Writes the object of a list's aggregates.
   *
   * @param source writes {@code from … where …}
   */
  void write(List<AggregateOutput> outputs, Table table, Consumer<Scope> source) {
    Map<Column, String> cells = new LinkedHashMap<>();
    String rows = sql.newAlias();
    sql.add("(select ");
    JsonObject.write(
        sql,
        outputs,
        output -> {
          sql.key(output.key()).add(", ");
          switch (output) {
            case AggregateOutput.TypeName(_, String type) -> sql.key(type);
            case AggregateOutput.Cells(_, Column column, var said) -> {
              String cell = cells.computeIfAbsent(column, _ -> "c" + cells.size());
              JsonObject.write(sql, said, one -> said(one, column, rows + "." + cell));
            }
          }
        });
    sql.add(" from (select");
    Scope scope = new Scope(table, sql.newAlias());
    String separator = " ";
    for (Map.Entry<Column, String> cell : cells.entrySet()) {
      sql.add(separator);
      conditions.cell(cell.getKey(), scope);
      sql.add(" as ").add(cell.getValue());
      separator = ", ";
    }
    source.accept(scope);
    // So that there is one row even when nothing but names of types is wanted.
    sql.add(") ").add(rows).add(" having true)");
  }

  private void said(AggregateOutput.Said said, Column column, String cell) {
    sql.key(said.key()).add(", ");
    switch (said) {
      case AggregateOutput.TypeName(_, String type) -> sql.key(type);
      case AggregateOutput.Value(_, Aggregate aggregate, ColumnType result, int most) -> {
        Runnable value = () -> value(aggregate, column.type(), cell);
        if (aggregate == Aggregate.DISTINCT) {
          sql.add("coalesce(to_json(");
          JsonCell.write(
              sql,
              result,
              () -> {
                sql.add("(");
                value.run();
                sql.add(")[1:").number(most).add("]");
              });
          sql.add("), '[]')");
        } else {
          JsonCell.write(sql, result, value);
        }
      }
    }
  }

  /** The aggregate of cells of the type. */
  void value(Aggregate aggregate, ColumnType type, String cell) {
    boolean uuid = type.sqlType().equals("uuid");
    switch (aggregate) {
      case COUNT -> call("count(", cell, ")");
      case COUNT_DISTINCT -> call("count(distinct ", cell, ")");
      // Of real numbers PostgreSQL would answer real ones.
      case SUM -> call("sum(", cell, single(type) ? "::double precision)" : ")");
      case AVG -> call("avg(", cell, single(type) ? "::double precision)" : ")");
      // Before version 19 it has none for UUIDs, whose texts have the same order.
      case MIN -> call("min(", cell, uuid ? "::text collate \"C\")::uuid" : ")");
      case MAX -> call("max(", cell, uuid ? "::text collate \"C\")::uuid" : ")");
      case AND -> call("bool_and(", cell, ")");
      case OR -> call("bool_or(", cell, ")");
      case DISTINCT -> {
        call("array_agg(distinct ", cell, " order by ");
        call("", cell, ") filter (where ");
        call("", cell, " is not null)");
      }
    }
  }

  private void call(String before, String cell, String after) {
    sql.add(before).add(cell).add(after);
  }

  private static boolean single(ColumnType type) {
    return type.sqlType().equals("real") || type.sqlType().equals("float4");
  }
}
