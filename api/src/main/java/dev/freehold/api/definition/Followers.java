package dev.freehold.api.definition;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What goes by the names of tables and columns goes with them: permissions and settings. Otherwise
 * whoever was allowed something would be allowed it in the next table of that name.
 */
final class Followers {
  private Followers() {}

  static void tableDeleted(Connection connection, TableId table) throws SQLException {
    for (String of : new String[] {"permissions", "table_settings"}) {
      execute(
          connection,
          "delete from freehold." + of + " where table_schema = ? and table_name = ?",
          table.schema(),
          table.name());
    }
  }

  /** Relations by the table's foreign keys go, in both directions. */
  static void relationsDeleted(
      Connection connection, Catalog catalog, TableId table, Predicate<Relation> gone)
      throws SQLException {
    Set<String> keys =
        catalog.get(table).relations().stream()
            .filter(one -> one.referencing() && gone.test(one))
            .map(Relation::constraint)
            .collect(Collectors.toSet());
    for (Table other : catalog.tables()) {
      for (Relation one : other.relations()) {
        if (keys.contains(one.constraint())
            && (other.id().equals(table) || one.target().equals(table))) {
          execute(
              connection,
              """
              update freehold.permissions set relations = array_remove(relations, ?)
              where table_schema = ? and table_name = ?\
              """,
              one.field(),
              other.id().schema(),
              other.id().name());
        }
      }
    }
  }

  static void tableRenamed(Connection connection, TableId before, TableId after)
      throws SQLException {
    tableDeleted(connection, after);
    for (String of : new String[] {"permissions", "table_settings"}) {
      execute(
          connection,
          "update freehold." + of + " set table_name = ? where table_schema = ? and table_name = ?",
          after.name(),
          before.schema(),
          before.name());
    }
  }

  static void fieldDeleted(Connection connection, TableId table, String column)
      throws SQLException {
    execute(
        connection,
        """
        update freehold.permissions set columns = array_remove(columns, ?), presets = presets - ?
        where table_schema = ? and table_name = ?\
        """,
        column,
        column,
        table.schema(),
        table.name());
    execute(
        connection,
        """
        update freehold.table_settings set fields = fields - ?
        where table_schema = ? and table_name = ?\
        """,
        column,
        table.schema(),
        table.name());
  }

  static void fieldRenamed(Connection connection, TableId table, String before, String after)
      throws SQLException {
    String[] parameters = {
      before, after, before, before, after, before, table.schema(), table.name()
    };
    execute(
        connection,
        """
        update freehold.permissions set columns = array_replace(columns, ?, ?),
          presets = case when jsonb_exists(presets, ?)
            then presets - ? || jsonb_build_object(?::text, presets -> ?) else presets end
        where table_schema = ? and table_name = ?\
        """,
        parameters);
    execute(
        connection,
        """
        update freehold.table_settings set soft_delete = case when soft_delete = ? then ? else soft_delete end,
          fields = case when jsonb_exists(fields, ?)
            then fields - ? || jsonb_build_object(?::text, fields -> ?) else fields end
        where table_schema = ? and table_name = ?\
        """,
        parameters);
  }

  private static void execute(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }
}
