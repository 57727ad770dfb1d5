package dev.freehold.api.changes;

import dev.freehold.api.catalog.TableId;
import dev.freehold.api.data.ChangedRow;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The statements about the log of changes in the company's database. */
final class ChangeLog {
  /** Entries that are read at once; more are too much to be told one by one. */
  static final int MOST = 10_000;

  private static final int LOCK = 1179142215;

  private ChangeLog() {}

  /** One change, of the transaction of that number. */
  record Entry(long xid, TableId table, ChangedRow row) {
    /** True for changes that were not noted one by one. */
    boolean uncounted() {
      return row.before() == null && row.after() == null;
    }
  }

  /**
   * Where the log stands.
   *
   * @param oldest the oldest transaction that has not ended
   * @param text as PostgreSQL writes a snapshot
   */
  record Position(long oldest, String text) {}

  /** Says that somebody listens for as long as the connection lasts; answers under which number. */
  static int lease(Connection connection) throws SQLException {
    int lease =
        (int) number(connection, "insert into freehold.change_leases default values returning id");
    execute(connection, "select pg_advisory_lock(" + LOCK + ", " + lease + ")");
    return lease;
  }

  static boolean holds(Connection connection, int lease) throws SQLException {
    return number(connection, "select count(*) from freehold.change_leases where id = " + lease)
        == 1;
  }

  /** Gives a lease of a connection that is gone back; a writer that just looks at it does it. */
  static void release(Connection connection, int lease) throws SQLException {
    execute(
        connection,
        "delete from freehold.change_leases where id in"
            + " (select id from freehold.change_leases where id = "
            + lease
            + " for update skip locked)");
  }

  static void watch(Connection connection, int lease, TableId table) throws SQLException {
    change(
        connection,
        "insert into freehold.change_watches (lease, table_schema, table_name)"
            + " values (?, ?, ?) on conflict do nothing",
        lease,
        table);
  }

  static void forget(Connection connection, int lease, TableId table) throws SQLException {
    change(
        connection,
        "delete from freehold.change_watches"
            + " where lease = ? and table_schema = ? and table_name = ?",
        lease,
        table);
  }

  static Position position(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select pg_snapshot_xmin(s)::text, s::text from pg_current_snapshot() s");
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return new Position(Long.parseLong(rows.getString(1)), rows.getString(2));
    }
  }

  /** What these transactions changed, as it was noted. */
  static List<Entry> of(Connection connection, Collection<Long> transactions) throws SQLException {
    return read(connection, "c.xid = any(cast(? as xid8[]))", array(connection, transactions));
  }

  /** What was noted since then, as far as it is still there. */
  static List<Entry> since(Connection connection, Position position, long oldest)
      throws SQLException {
    return read(
        connection,
        "c.xid >= '"
            + oldest
            + "'::xid8 and not pg_visible_in_snapshot(c.xid, cast(? as pg_snapshot))",
        position.text());
  }

  /** Removes what older transactions noted; answers whether anything is left. */
  static boolean prune(Connection connection, long oldest) throws SQLException {
    execute(connection, "delete from freehold.changes where xid < '" + oldest + "'::xid8");
    return number(connection, "select count(*) from (select from freehold.changes limit 1) c") > 0;
  }

  private static List<Entry> read(Connection connection, String which, Object parameter)
      throws SQLException {
    String text =
        "select c.xid::text, c.table_schema, c.table_name, c.old_row::text, c.new_row::text"
            + " from freehold.changes c where "
            + which
            + " order by c.id limit "
            + (MOST + 1);
    List<Entry> entries = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      if (parameter instanceof Array array) {
        statement.setArray(1, array);
      } else {
        statement.setString(1, (String) parameter);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          entries.add(
              new Entry(
                  Long.parseLong(rows.getString(1)),
                  new TableId(rows.getString(2), rows.getString(3)),
                  new ChangedRow(rows.getString(4), rows.getString(5))));
        }
      }
    }
    return entries;
  }

  private static Array array(Connection connection, Collection<Long> numbers) throws SQLException {
    return connection.createArrayOf("text", numbers.stream().map(Object::toString).toArray());
  }

  private static long number(Connection connection, String text) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void execute(Connection connection, String text) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      statement.execute();
    }
  }

  private static void change(Connection connection, String text, int lease, TableId table)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      statement.setInt(1, lease);
      statement.setString(2, table.schema());
      statement.setString(3, table.name());
      statement.executeUpdate();
    }
  }
}
