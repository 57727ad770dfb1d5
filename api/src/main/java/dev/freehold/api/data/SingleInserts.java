package dev.freehold.api.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Runs statements that make, check and answer a row at once: in the operation's transaction, or,
 * when nothing else is to come and nothing can refuse the row afterwards, as a transaction of its
 * own that is kept as it ends.
 */
final class SingleInserts {
  private final Connection connection;
  private final Accesses accesses;
  private final CallerValues caller;
  private final BooleanSupplier last;

  /**
   * For one field.
   *
   * @param connection in a transaction
   * @param last asked right before a statement is sent: whether it is the first and the last one of
   *     its operation, and still wanted
   */
  SingleInserts(
      Connection connection, Accesses accesses, CallerValues caller, BooleanSupplier last) {
    this.connection = connection;
    this.accesses = accesses;
    this.caller = caller;
    this.last = last;
  }

  /**
   * What is selected of the row, as JSON in UTF-8; {@code null} when the caller does not see it.
   * Empty where one statement is not enough: nothing was done then.
   *
   * @throws dev.freehold.api.platform.FreeholdException when the row is refused; it must not be
   *     committed then
   */
  Optional<byte[]> insert(SingleInsert insert) {
    return SingleInsertWriter.write(insert, accesses, caller)
        .map(statement ->
            run(statement, insert.endsWithItsStatement() && statement.later().isEmpty()));
  }

  private byte[] run(Sql.Statement statement, boolean complete) {
    try {
      if (complete && last.getAsBoolean()) {
        // Costs nothing: no transaction has begun before its first statement.
        connection.setAutoCommit(true);
      }
      try (PreparedStatement prepared = connection.prepareStatement(statement.text())) {
        DataReader.bind(prepared, statement);
        try (ResultSet rows = prepared.executeQuery()) {
          if (!rows.next()) {
            // A trigger that came just now can do that.
            throw Refusal.notTaken("");
          }
          return DataReader.json(rows, 2, statement);
        }
      }
    } catch (SQLException e) {
      throw SingleInsertWriter.refused(e) ? Refusal.notAuthorized("") : SqlRefusals.of(e);
    }
  }
}
