package dev.freehold.api.data;

import dev.freehold.api.catalog.CompanyDatabase;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import javax.sql.DataSource;

/** Runs statements that answer with one JSON value or none, whose bytes nobody looks into. */
@Singleton
class DataReader {
  private final DataSource database;

  DataReader(CompanyDatabase database) {
    this.database = database.source();
  }

  /** The answer in UTF-8. */
  byte[] read(Sql.Statement statement) {
    try (Connection connection = database.getConnection()) {
      return read(connection, statement);
    } catch (SQLException e) {
      throw SqlRefusals.of(e);
    }
  }

  static byte[] read(Connection connection, Sql.Statement statement) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement.text())) {
      bind(prepared, statement);
      try (ResultSet rows = prepared.executeQuery()) {
        return rows.next() ? json(rows, 1, statement) : nothing();
      }
    }
  }

  /** The JSON in that column of the statement's current row, in UTF-8. */
  static byte[] json(ResultSet rows, int column, Sql.Statement statement) throws SQLException {
    byte[] json = rows.getBytes(column);
    return json == null ? nothing() : LaterValues.complete(json, statement.later());
  }

  private static byte[] nothing() {
    return "null".getBytes(StandardCharsets.US_ASCII);
  }

  static void bind(PreparedStatement prepared, Sql.Statement statement) throws SQLException {
    for (int i = 0; i < statement.parameters().size(); i++) {
      // Untyped: it takes the type that the text casts it to.
      prepared.setObject(i + 1, statement.parameters().get(i), Types.OTHER);
    }
  }
}
