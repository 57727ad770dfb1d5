package dev.freehold.api.data;

import java.util.List;
import java.util.Optional;

/**
 * Writes a {@link SingleInsert}. Its row, if the database makes one, has two columns: whether the
 * check accepts it, and what is selected of it as the caller sees it, as JSON; null when he does
 * not see it, or nothing is read.
 */
final class SingleInsertWriter {
  private SingleInsertWriter() {}

  /**
   * The statement. What {@code returning} looks up in tables is as it was before the insert, so
   * there is none where check, rules or selection lead back to the table: its new row would be
   * missing.
   */
  static Optional<Sql.Statement> write(
      SingleInsert insert, Accesses accesses, CallerValues caller) {
    Sql sql = new Sql();
    ConditionWriter conditions = new ConditionWriter(sql, accesses, caller);
    Scope row = WriteStatements.scope(insert.table());
    WriteStatements.insertInto(sql, insert.table(), List.of(insert.values()));
    sql.add(" returning ");
    conditions.rule(insert.check(), row);
    sql.add(" is true, ");
    if (insert.answer() == null) {
      sql.add("null");
    } else {
      sql.add("(case when ");
      conditions.rows(row);
      sql.add(" then ");
      new ReadWriter(sql, conditions).object(insert.answer(), row);
      sql.add(" end)::text");
    }
    return sql.times(insert.table().id()) == 1 ? Optional.of(sql.statement()) : Optional.empty();
  }
}
