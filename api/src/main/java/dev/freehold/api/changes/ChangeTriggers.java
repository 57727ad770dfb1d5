package dev.freehold.api.changes;

import dev.freehold.api.catalog.CompanyDatabase;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a table tells of its changes. The first subscription makes the triggers, whoever
 * subscribes: they are the same for everybody, do nothing while nobody listens, and the lock they
 * need is given up after two seconds.
 */
@Singleton
class ChangeTriggers {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeTriggers.class);
  private static final String SCRIPT = "db/migration/V110__changes.sql";
  private static final int TRIGGERS = 4;

  private static final String PRESENT =
      """
      select count(*) from pg_trigger t join pg_class c on c.oid = t.tgrelid
        join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ? and c.relname = ? and t.tgfoid = to_regproc('freehold.note_changes')
        and t.tgenabled in ('O', 'A')\
      """;

  private final DataSource database;
  private final boolean allowed;
  private volatile boolean prepared;

  ChangeTriggers(
      CompanyDatabase database,
      @Property(name = "freehold.subscriptions.triggers", defaultValue = "create")
          String triggers) {
    this.database = database.source();
    this.allowed =
        switch (triggers) {
          case "create" -> true;
          case "never" -> false;
          default ->
              throw new IllegalArgumentException(
                  "freehold.subscriptions.triggers must be 'create' or 'never'");
        };
  }

  /**
   * Makes what is missing.
   *
   * @throws FreeholdException ILLEGAL_OPERATION with the reason of a {@link WatchRefusal}
   */
  void ensure(Table table) {
    try (Connection connection = database.getConnection()) {
      if (!prepared) {
        prepare(connection, table);
        prepared = true;
      }
      if (present(connection, table.id())) {
        return;
      }
      if (!allowed) {
        throw WatchRefusal.TABLE_NOT_WATCHED.exception(table.names().plural(), null);
      }
      make(connection, table);
    } catch (SQLException e) {
      throw FreeholdException.databaseUnavailable(e);
    }
  }

  private static boolean present(Connection connection, TableId table) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PRESENT)) {
      statement.setString(1, table.schema());
      statement.setString(2, table.name());
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1) >= TRIGGERS;
      }
    }
  }

  private static void make(Connection connection, Table table) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement settings = connection.createStatement();
        PreparedStatement watch =
            connection.prepareStatement(
                "select freehold.watch(format('%I.%I', ?::text, ?::text)::regclass)")) {
      settings.execute("set local lock_timeout = '2s'");
      watch.setString(1, table.id().schema());
      watch.setString(2, table.id().name());
      watch.execute();
      connection.commit();
      LOG.info("{} tells of its changes from now on", table.id());
    } catch (SQLException e) {
      LOG.warn("{} cannot be made to tell of its changes: {}", table.id(), e.getMessage());
      throw WatchRefusal.of(e).exception(table.names().plural(), e);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** Another database than the platform's has no log at first. */
  private static void prepare(Connection connection, Table table) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_xact_lock(1179142215)");
      if (!there(statement)) {
        statement.execute("create schema if not exists freehold");
        statement.execute(script());
      }
      connection.commit();
    } catch (SQLException e) {
      LOG.warn("The log of changes cannot be made: {}", e.getMessage());
      throw WatchRefusal.CHANGES_NOT_PREPARED.exception(table.names().plural(), e);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static boolean there(Statement statement) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery("select to_regprocedure('freehold.watch(regclass)') is not null")) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  private static String script() {
    try (InputStream script = ChangeTriggers.class.getClassLoader().getResourceAsStream(SCRIPT)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
