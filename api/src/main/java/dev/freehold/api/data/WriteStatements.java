package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.SoftDelete;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Filter;
import java.util.List;
import java.util.Map;

/**
 * Writes the statements that change rows. Each answers the primary keys of the rows it is about.
 */
final class WriteStatements {
  private static final String ALIAS = "t";

  private final Table table;
  private final List<Column> key;
  private final Accesses accesses;
  private final CallerValues caller;

  WriteStatements(Table table, List<Column> key, Accesses accesses, CallerValues caller) {
    this.table = table;
    this.key = key;
    this.accesses = accesses;
    this.caller = caller;
  }

  Sql.Statement insert(Map<Column, String> values) {
    Sql sql = new Sql();
    sql.add("insert into ").table(table.id()).add(" as ").add(ALIAS);
    if (values.isEmpty()) {
      sql.add(" default values");
    } else {
      String separator = " (";
      for (Column column : values.keySet()) {
        sql.add(separator).name(column.name());
        separator = ", ";
      }
      separator = ") values (";
      for (Map.Entry<Column, String> value : values.entrySet()) {
        sql.add(separator).value(value.getValue(), value.getKey().type().sqlType());
        separator = ", ";
      }
      sql.add(")");
    }
    return returning(sql);
  }

  /** The rows that the caller sees and the filter finds, kept from others until it is over. */
  Sql.Statement choose(Filter filter, int most) {
    Sql sql = new Sql();
    ConditionWriter conditions = new ConditionWriter(sql, accesses, caller);
    Scope scope = new Scope(table, ALIAS);
    sql.add("select ");
    RowKeys.list(sql, key, ALIAS);
    sql.add(" from ").table(table.id()).add(" ").add(ALIAS).add(" where ");
    conditions.rows(scope);
    sql.add(" and ");
    conditions.client(filter, scope);
    sql.add(" limit ").value(Integer.toString(most), "bigint").add(" for update of ").add(ALIAS);
    return sql.statement();
  }

  /** Changes those of the rows that meet the rule. */
  Sql.Statement update(RowKeys rows, Map<Column, String> values, Filter rule) {
    Sql sql = new Sql();
    sql.add("update ").table(table.id()).add(" ").add(ALIAS);
    String separator = " set ";
    for (Map.Entry<Column, String> value : values.entrySet()) {
      sql.add(separator).name(value.getKey().name()).add(" = ");
      sql.value(value.getValue(), value.getKey().type().sqlType());
      separator = ", ";
    }
    return returning(where(sql, rows, rule));
  }

  /** Deletes those of the rows that meet the rule, or marks them so. */
  Sql.Statement delete(RowKeys rows, Filter rule) {
    Sql sql = new Sql();
    SoftDelete mark = table.softDelete();
    if (mark == null) {
      sql.add("delete from ").table(table.id()).add(" ").add(ALIAS);
    } else {
      sql.add("update ").table(table.id()).add(" ").add(ALIAS).add(" set ");
      sql.name(mark.column().name()).add(mark.timed() ? " = now()" : " = true");
    }
    return returning(where(sql, rows, rule));
  }

  /** Those of the rows that satisfy the condition. */
  Sql.Statement satisfying(RowKeys rows, Filter condition) {
    Sql sql = new Sql();
    sql.add("select ");
    RowKeys.list(sql, key, ALIAS);
    sql.add(" from ").table(table.id()).add(" ").add(ALIAS);
    return where(sql, rows, condition).statement();
  }

  private Sql where(Sql sql, RowKeys rows, Filter rule) {
    sql.add(" where ");
    rows.condition(sql, ALIAS);
    sql.add(" and ");
    new ConditionWriter(sql, accesses, caller).rule(rule, new Scope(table, ALIAS));
    return sql;
  }

  private Sql.Statement returning(Sql sql) {
    sql.add(" returning ");
    RowKeys.list(sql, key, ALIAS);
    return sql.statement();
  }
}
