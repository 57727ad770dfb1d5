package dev.freehold.api.definition;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.catalog.UsersColumns;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** The tables as they are while a change is made: nobody else changes any through the API. */
record Present(Connection connection, Catalog catalog, List<String> schemas) {
  /** Where new tables go. */
  String firstSchema() {
    return schemas.stream()
        .filter(one ->
            !one.equals("freehold") && !one.equals("information_schema") && !one.startsWith("pg_"))
        .findFirst()
        .orElseThrow(DefinitionRefusal.PLATFORM_TABLE::refused);
  }

  /** The exposed table that {@code schema} and that argument name; no view. */
  Table table(Arguments data, String argument) {
    String schema = data.string("schema").orElseGet(this::firstSchema);
    return catalog
        .find(new TableId(schema, data.string(argument).orElseThrow()))
        .filter(Table::writable)
        .orElseThrow(() ->
            FreeholdException.of(
                ErrorCode.ENTITY_NOT_FOUND, argument, "There is no such exposed table"));
  }

  /** The same, where Users is refused. */
  Table companyTable(Arguments data, String argument) {
    Table table = table(data, argument);
    if (table.id().equals(TableId.USERS)) {
      throw DefinitionRefusal.PLATFORM_TABLE.refused();
    }
    return table;
  }

  /** A column that may be changed. */
  Column column(Table table, Arguments data) {
    String name = data.string("name").orElseThrow();
    if (UsersColumns.platforms(table.id(), name)) {
      throw DefinitionRefusal.PLATFORM_COLUMN.refused();
    }
    return table
        .column(name)
        .orElseThrow(() ->
            FreeholdException.of(ErrorCode.ENTITY_NOT_FOUND, "name", "There is no such column"));
  }

  /** Refuses unless forced, or there are no rows. From here on nobody can add any. */
  void requireEmpty(Table table, boolean force) throws SQLException {
    requireNone(table, "select count(*) from " + Ddl.table(table.id()), force);
  }

  /** Refuses unless forced, or the column has no values. From here on nobody can add any. */
  void requireEmpty(Table table, Column column, boolean force) throws SQLException {
    requireNone(
        table,
        "select count(" + Ddl.name(column.name()) + ") from " + Ddl.table(table.id()),
        force);
  }

  private void requireNone(Table table, String count, boolean force) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table " + Ddl.table(table.id()) + " in access exclusive mode");
      if (force) {
        return;
      }
      try (ResultSet rows = statement.executeQuery(count)) {
        rows.next();
        if (rows.getLong(1) > 0) {
          throw DefinitionRefusal.DATA_WOULD_BE_LOST.refused(Map.of("rows", rows.getLong(1)), null);
        }
      }
    }
  }

  /** A constant as the database itself writes it, which is what a default will be. */
  String constant(String text, String type) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select cast(cast(? as " + type + ") as text)")) {
      statement.setString(1, text);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith("22")) {
        throw new FreeholdException(
            ErrorCode.VALIDATION,
            ErrorCode.VALIDATION.message(),
            Map.of("default", "is not of the field's type"),
            e);
      }
      throw e;
    }
  }
}
