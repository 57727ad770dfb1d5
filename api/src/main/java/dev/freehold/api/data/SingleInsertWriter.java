package dev.freehold.api.data;

import dev.freehold.api.filter.Filter;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes a {@link SingleInsert}. A row that the check does not accept makes the statement fail, so
 * that nothing is left to be taken back. The answer, if the database makes a row, has a second
 * column: what is selected of it as the caller sees it, as JSON; null when he does not see it, or
 * nothing is read.
 */
final class SingleInsertWriter {
  /** No boolean, and nobody can know it, so no other failure is taken for the check's. */
  private static final String REFUSED = "refused" + UUID.randomUUID().toString().replace("-", "");

  /** PostgreSQL's code for a text that is no value of the type. */
  private static final String NO_VALUE = "22P02";

  private SingleInsertWriter() {}

  /** Whether the statement failed because the check does not accept the row. */
  static boolean refused(SQLException failure) {
    return NO_VALUE.equals(failure.getSQLState()) && failure.getMessage().contains(REFUSED);
  }

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
    if (insert.check() == Filter.Always.TRUE) {
      sql.add("true, ");
    } else {
      sql.add("case when ");
      conditions.rule(insert.check(), row);
      // What is different each time is not computed before it is needed.
      sql.add(" then true else cast(").key(REFUSED).add(" || random() as boolean) end, ");
    }
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
