package dev.freehold.api.definition;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The record of what was changed, by SQL. */
final class Migrations {
  private static final String COLUMNS =
      "select id, name, statements, created_at, created_by from freehold.schema_migrations";

  /** A name of a table may hold anything, also the end of a comment's line. */
  private static final Pattern NOT_FOR_COMMENTS = Pattern.compile("[^A-Za-z0-9_. ]");

  private Migrations() {}

  static Migration add(Connection connection, String name, List<String> statements, String actor)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into freehold.schema_migrations (name, statements, created_by)
            values (?, ?, ?) returning id, name, statements, created_at, created_by\
            """)) {
      insert.setString(1, name);
      insert.setArray(2, connection.createArrayOf("text", statements.toArray()));
      insert.setString(3, actor);
      try (ResultSet rows = insert.executeQuery()) {
        rows.next();
        return migration(rows);
      }
    }
  }

  static Migration.Page page(Connection connection, int first, int skip) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(COLUMNS + " order by id limit ? offset ?");
        PreparedStatement count =
            connection.prepareStatement("select count(*) from freehold.schema_migrations");
        ResultSet total = count.executeQuery()) {
      total.next();
      select.setInt(1, first);
      select.setInt(2, skip);
      return new Migration.Page(total.getInt(1), read(select));
    }
  }

  /** All of them as a script for psql, each in a transaction of its own. */
  static String script(Connection connection) throws SQLException {
    StringBuilder script =
        new StringBuilder(
            """
            -- Changes of tables made through Freehold. Needs the platform's own schema, for Users.
            \\set ON_ERROR_STOP on
            set client_encoding = 'UTF8';
            set standard_conforming_strings = on;
            set timezone = 'UTC';
            """);
    try (PreparedStatement select = connection.prepareStatement(COLUMNS + " order by id")) {
      for (Migration one : read(select)) {
        String name = NOT_FOR_COMMENTS.matcher(one.name()).replaceAll("?");
        script.append("\n-- ").append(one.id()).append(' ').append(name).append("\nbegin;\n");
        one.statements().forEach(statement -> script.append(statement).append(";\n"));
        script.append("commit;\n");
      }
    }
    return script.toString();
  }

  private static List<Migration> read(PreparedStatement select) throws SQLException {
    List<Migration> found = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(migration(rows));
      }
    }
    return found;
  }

  private static Migration migration(ResultSet rows) throws SQLException {
    return new Migration(
        rows.getString(1),
        rows.getString(2),
        List.of((String[]) rows.getArray(3).getArray()),
        rows.getObject(4, OffsetDateTime.class).toInstant(),
        rows.getString(5));
  }
}
