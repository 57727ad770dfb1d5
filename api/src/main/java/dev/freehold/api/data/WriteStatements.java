package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Key;
import dev.freehold.api.catalog.SoftDelete;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the statements that change rows of a table. Each answers the rows it is about by {@link
 * Row#columns}.
 */
final class WriteStatements {
  private static final String ALIAS = "t";

  private final Table table;
  private final Accesses accesses;
  private final CallerValues caller;

  WriteStatements(Table table, Accesses accesses, CallerValues caller) {
    this.table = table;
    this.accesses = accesses;
    this.caller = caller;
  }

  /** How {@link #insertInto} and all others here name the table. */
  static Scope scope(Table table) {
    return new Scope(table, ALIAS);
  }

  /** Makes rows, answered in their order. A column that a row says nothing of gets its default. */
  Sql.Statement insert(List<Map<Column, String>> rows) {
    Sql sql = new Sql();
    insertInto(sql, table, rows);
    return returning(sql);
  }

  /** The same, but leaves rows whose primary key is there, unless they are marked as deleted. */
  Sql.Statement insertMissing(List<Map<Column, String>> rows) {
    Sql sql = new Sql();
    insertInto(sql, table, rows);
    sql.add(" on conflict");
    String separator = " (";
    for (Column column : table.primaryKey().map(Key::columns).orElseThrow()) {
      sql.add(separator).name(column.name());
      separator = ", ";
    }
    SoftDelete mark = table.softDelete();
    if (mark == null) {
      sql.add(") do nothing");
    } else {
      sql.add(") do update set ").name(mark.column().name()).add(mark(mark, false)).add(" where ");
      sql.column(ALIAS, mark.column().name()).add(marked(mark));
    }
    return returning(sql);
  }

  /** {@code insert into … values …}. */
  static void insertInto(Sql sql, Table table, List<Map<Column, String>> rows) {
    Set<Column> columns = new LinkedHashSet<>();
    rows.forEach(row -> columns.addAll(row.keySet()));
    if (columns.isEmpty()) {
      // Some column has to be named where there are several rows.
      columns.add(table.columns().getFirst());
    }
    sql.add("insert into ").table(table.id()).add(" as ").add(ALIAS);
    String separator = " (";
    for (Column column : columns) {
      sql.add(separator).name(column.name());
      separator = ", ";
    }
    String begin = ") values (";
    for (Map<Column, String> row : rows) {
      separator = begin;
      for (Column column : columns) {
        sql.add(separator);
        if (row.containsKey(column)) {
          sql.value(row.get(column), column.type().sqlType());
        } else {
          sql.add("default");
        }
        separator = ", ";
      }
      begin = "), (";
    }
    sql.add(")");
  }

  /** The rows that the caller sees and the filter finds, kept from others until it is over. */
  Sql.Statement choose(Filter filter, int most) {
    return choose(filter, most, false);
  }

  /** The same of the rows that are marked as deleted. */
  Sql.Statement chooseDeleted(Filter filter, int most) {
    return choose(filter, most, true);
  }

  private Sql.Statement choose(Filter filter, int most, boolean deleted) {
    Sql sql = new Sql();
    ConditionWriter conditions = new ConditionWriter(sql, accesses, caller);
    Scope scope = new Scope(table, ALIAS);
    select(sql);
    sql.add(" where ");
    if (deleted) {
      conditions.deletedRows(scope);
    } else {
      conditions.rows(scope);
    }
    sql.add(" and ");
    conditions.client(filter, scope);
    sql.add(" limit ").value(Integer.toString(most), "bigint").add(" for update of ").add(ALIAS);
    return sql.statement();
  }

  /** Changes those of the rows that meet the rule. */
  Sql.Statement update(RowKeys rows, Map<Column, String> values, Filter rule) {
    Sql sql = new Sql();
    sql.add("update ").table(table.id()).add(" ").add(ALIAS);
    set(sql, " set ", values);
    return returning(where(sql, rows, rule));
  }

  /**
   * Gives each of the rows values of its own, if it meets the rule.
   *
   * @param own of each row, in the columns' order
   * @param values of all of them
   */
  Sql.Statement update(
      RowKeys rows,
      List<Column> columns,
      List<List<String>> own,
      Map<Column, String> values,
      Filter rule) {
    Sql sql = new Sql();
    sql.add("update ").table(table.id()).add(" ").add(ALIAS);
    String separator = " set ";
    for (int i = 0; i < columns.size(); i++) {
      sql.add(separator).name(columns.get(i).name()).add(" = s.v" + i);
      separator = ", ";
    }
    set(sql, ", ", values);
    separator = " from unnest(";
    List<List<String>> keys = List.copyOf(rows.rows());
    for (int i = 0; i < rows.columns().size(); i++) {
      sql.add(separator);
      RowKeys.array(sql, rows.columns().get(i), column(keys, i));
      separator = ", ";
    }
    for (int i = 0; i < columns.size(); i++) {
      sql.add(separator);
      RowKeys.array(sql, columns.get(i), column(own, i));
    }
    separator = ") as s(";
    for (int i = 0; i < rows.columns().size(); i++) {
      sql.add(separator).add("k" + i);
      separator = ", ";
    }
    for (int i = 0; i < columns.size(); i++) {
      sql.add(separator).add("v" + i);
    }
    separator = ") where ";
    for (int i = 0; i < rows.columns().size(); i++) {
      sql.add(separator).column(ALIAS, rows.columns().get(i).name()).add(" = s.k" + i);
      separator = " and ";
    }
    sql.add(" and ");
    rule(sql, rule);
    return returning(sql);
  }

  private static List<String> column(List<List<String>> rows, int at) {
    return rows.stream().map(row -> row.get(at)).toList();
  }

  private static void set(Sql sql, String first, Map<Column, String> values) {
    String separator = first;
    for (Map.Entry<Column, String> value : values.entrySet()) {
      sql.add(separator).name(value.getKey().name()).add(" = ");
      sql.value(value.getValue(), value.getKey().type().sqlType());
      separator = ", ";
    }
  }

  /** Deletes those of the rows that meet the rule, or marks them so. */
  Sql.Statement delete(RowKeys rows, Filter rule) {
    Sql sql = new Sql();
    SoftDelete mark = table.softDelete();
    if (mark == null) {
      sql.add("delete from ").table(table.id()).add(" ").add(ALIAS);
    } else {
      sql.add("update ").table(table.id()).add(" ").add(ALIAS).add(" set ");
      sql.name(mark.column().name()).add(mark(mark, true));
    }
    return returning(where(sql, rows, rule));
  }

  /** Takes the mark off those of the rows that meet the rule. */
  Sql.Statement restore(RowKeys rows, Map<Column, String> values, Filter rule) {
    Sql sql = new Sql();
    SoftDelete mark = table.softDelete();
    sql.add("update ").table(table.id()).add(" ").add(ALIAS).add(" set ");
    sql.name(mark.column().name()).add(mark(mark, false));
    set(sql, ", ", values);
    return returning(where(sql, rows, rule));
  }

  private static String mark(SoftDelete mark, boolean deleted) {
    String set = mark.timed() ? "now()" : "true";
    return " = " + (deleted ? set : mark.timed() ? "null" : "false");
  }

  private static String marked(SoftDelete mark) {
    return mark.timed() ? " is not null" : " is true";
  }

  /** Those of the rows that satisfy the condition. */
  Sql.Statement satisfying(RowKeys rows, Filter condition) {
    Sql sql = new Sql();
    select(sql);
    return where(sql, rows, condition).statement();
  }

  /** Each of the rows, after one value for each of the rules: {@code t} when it meets it. */
  Sql.Statement judge(RowKeys rows, List<Filter> rules) {
    Sql sql = new Sql();
    sql.add("select ");
    for (Filter rule : rules) {
      rule(sql, rule);
      sql.add(" is true, ");
    }
    RowKeys.list(sql, Row.columns(table), ALIAS);
    sql.add(" from ").table(table.id()).add(" ").add(ALIAS).add(" where ");
    rows.condition(sql, ALIAS);
    return sql.statement();
  }

  private void select(Sql sql) {
    sql.add("select ");
    RowKeys.list(sql, Row.columns(table), ALIAS);
    sql.add(" from ").table(table.id()).add(" ").add(ALIAS);
  }

  private Sql where(Sql sql, RowKeys rows, Filter rule) {
    sql.add(" where ");
    rows.condition(sql, ALIAS);
    sql.add(" and ");
    rule(sql, rule);
    return sql;
  }

  private void rule(Sql sql, Filter rule) {
    new ConditionWriter(sql, accesses, caller).rule(rule, new Scope(table, ALIAS));
  }

  private Sql.Statement returning(Sql sql) {
    sql.add(" returning ");
    RowKeys.list(sql, Row.columns(table), ALIAS);
    return sql.statement();
  }
}
