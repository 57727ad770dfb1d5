package dev.freehold.api.catalog;

import dev.freehold.api.catalog.RawCatalog.ColumnRow;
import dev.freehold.api.catalog.RawCatalog.ForeignKeyRow;
import dev.freehold.api.catalog.RawCatalog.IndexRow;
import dev.freehold.api.catalog.RawCatalog.TableRow;
import dev.freehold.api.catalog.RawCatalog.TypeRow;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads {@code pg_catalog} of PostgreSQL 15 or later: a fixed number of statements, however many
 * tables there are, in one snapshot.
 */
@Singleton
class CatalogReader {
  private final CompanyDatabase database;

  CatalogReader(CompanyDatabase database) {
    this.database = database;
  }

  /** Everything, as it is at one moment. */
  RawCatalog read() throws SQLException {
    try (Connection connection = database.source().getConnection()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try {
        return new RawCatalog(
            fingerprint(connection),
            list(connection, CatalogSql.TABLES, CatalogReader::table),
            list(connection, CatalogSql.COLUMNS, CatalogReader::column),
            list(connection, CatalogSql.TYPES, CatalogReader::type),
            list(connection, CatalogSql.INDEXES, CatalogReader::index),
            list(connection, CatalogSql.FOREIGN_KEYS, CatalogReader::foreignKey));
      } finally {
        connection.rollback();
      }
    }
  }

  /** Another one than before when {@link #read} may have another result. */
  String fingerprint() throws SQLException {
    try (Connection connection = database.source().getConnection()) {
      return fingerprint(connection);
    }
  }

  private String fingerprint(Connection connection) throws SQLException {
    return list(connection, CatalogSql.FINGERPRINT, row -> row.getString(1)).getFirst();
  }

  private <T> List<T> list(Connection connection, String sql, RowReader<T> reader)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CatalogSql.SHOWN + sql)) {
      statement.setArray(1, connection.createArrayOf("text", database.schemas().toArray()));
      statement.setBoolean(2, database.platforms());
      // All rows at once, planned for once.
      List<T> all = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(reader.read(rows));
        }
      }
      return all;
    }
  }

  private static TableRow table(ResultSet row) throws SQLException {
    return new TableRow(
        row.getLong("oid"),
        new TableId(row.getString("nspname"), row.getString("relname")),
        letter(row, "relkind"),
        row.getString("comment"),
        OnInsert.of(letter(row, "on_insert")));
  }

  private static ColumnRow column(ResultSet row) throws SQLException {
    return new ColumnRow(
        row.getLong("attrelid"),
        row.getInt("attnum"),
        row.getString("attname"),
        row.getLong("atttypid"),
        row.getBoolean("attnotnull"),
        row.getBoolean("atthasdef"),
        letter(row, "attidentity"),
        letter(row, "attgenerated"),
        row.getString("comment"));
  }

  private static TypeRow type(ResultSet row) throws SQLException {
    return new TypeRow(
        row.getLong("oid"),
        row.getString("nspname"),
        row.getString("typname"),
        letter(row, "typtype"),
        row.getLong("element"),
        row.getLong("typbasetype"),
        row.getBoolean("typnotnull"),
        List.of((String[]) row.getArray("labels").getArray()));
  }

  private static IndexRow index(ResultSet row) throws SQLException {
    return new IndexRow(
        row.getLong("indrelid"),
        row.getString("relname"),
        row.getBoolean("indisprimary"),
        row.getBoolean("is_key"),
        numbers(row.getArray("columns")));
  }

  private static ForeignKeyRow foreignKey(ResultSet row) throws SQLException {
    return new ForeignKeyRow(
        row.getString("conname"),
        row.getLong("conrelid"),
        numbers(row.getArray("conkey")),
        row.getLong("confrelid"),
        numbers(row.getArray("confkey")),
        row.getBoolean("convalidated"));
  }

  private static char letter(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null || text.isEmpty() ? ' ' : text.charAt(0);
  }

  private static List<Integer> numbers(Array array) throws SQLException {
    return Arrays.stream((Object[]) array.getArray())
        .map(number -> ((Number) number).intValue())
        .toList();
  }

  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
