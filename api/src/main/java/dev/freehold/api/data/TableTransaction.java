package dev.freehold.api.data;

import dev.freehold.api.catalog.RootField;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/** The mutations of one operation. Not for several threads. */
public final class TableTransaction implements AutoCloseable {
  private final Connection connection;
  private final Accesses accesses;
  private final TableWrites writes;
  private final CallerValues caller;

  TableTransaction(
      Connection connection, Accesses accesses, TableWrites writes, CallerValues caller) {
    this.connection = connection;
    this.accesses = accesses;
    this.writes = writes;
    this.caller = caller;
  }

  /**
   * Does what one field asks for.
   *
   * @return the field's value as JSON in UTF-8
   * @throws dev.freehold.api.platform.FreeholdException when it is refused; nothing of the
   *     operation must be committed then
   */
  public byte[] answer(RootField field, Selection selection) {
    return answer(field, selection, () -> false);
  }

  /**
   * Does what the only field of an operation asks for. What takes one statement, and cannot be
   * refused after it, is kept as that statement ends: then neither a transaction nor its commit
   * costs anything, and there is nothing to commit or take back. An operation that was broken off
   * before the statement is sent keeps nothing, as ever. One that is broken off while the statement
   * runs may have kept its row, as it may when that happens during a commit; PostgreSQL ends a
   * statement that still waits, once it sees that its client is gone.
   *
   * @param over whether the operation was broken off
   * @return the field's value as JSON in UTF-8
   * @throws dev.freehold.api.platform.FreeholdException when it is refused; nothing of the
   *     operation must be committed then
   */
  public byte[] answerOnly(RootField field, Selection selection, BooleanSupplier over) {
    return answer(field, selection, () -> !over.getAsBoolean());
  }

  private byte[] answer(RootField field, Selection selection, BooleanSupplier last) {
    try {
      WriteSession session = new WriteSession(connection, accesses, writes, caller);
      RowChanges changes = new RowChanges(session, field.table());
      SingleInserts inserts = new SingleInserts(connection, accesses, caller, last);
      return new MutationAnswer(connection, changes, inserts, accesses, caller)
          .of(field, selection);
    } catch (SQLException e) {
      throw SqlRefusals.of(e);
    }
  }

  /** Keeps what was done and is not kept yet. */
  public void commit() {
    try {
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    } catch (SQLException e) {
      // Constraints that are checked at the end.
      throw SqlRefusals.of(e);
    }
  }

  @Override
  public void close() {
    try (connection) {
      // The driver sends neither when nothing has begun since the last end of a transaction.
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      // The pool throws a connection away that is broken.
      throw SqlRefusals.of(e);
    }
  }
}
