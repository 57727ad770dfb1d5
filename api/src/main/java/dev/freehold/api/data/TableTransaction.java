package dev.freehold.api.data;

import dev.freehold.api.catalog.RootField;
import java.sql.Connection;
import java.sql.SQLException;

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
    try {
      WriteSession session = new WriteSession(connection, accesses, writes, caller);
      RowChanges changes = new RowChanges(session, field.table());
      return new MutationAnswer(connection, changes, accesses, caller).of(field, selection);
    } catch (SQLException e) {
      throw SqlRefusals.of(e);
    }
  }

  /** Keeps what was done. */
  public void commit() {
    try {
      connection.commit();
    } catch (SQLException e) {
      // Constraints that are checked at the end.
      throw SqlRefusals.of(e);
    }
  }

  @Override
  public void close() {
    try (connection) {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      // The pool throws a connection away that is broken.
      throw SqlRefusals.of(e);
    }
  }
}
