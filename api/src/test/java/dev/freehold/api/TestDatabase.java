package dev.freehold.api;

import io.micronaut.context.ApplicationContext;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL for all tests of the JVM, and in it an empty database for each who asks. No Keycloak
 * answers at the address the contexts are given.
 */
public final class TestDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** A statement that breaks the connections by which nodes on this database hear of changes. */
  public static final String DEAFEN =
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
          + " and application_name = 'freehold-api changes'";

  private static EmbeddedPostgres server;

  private final String name;

  private TestDatabase(String name) {
    this.name = name;
  }

  public static synchronized TestDatabase create() {
    try {
      if (server == null) {
        server =
            EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .start();
      }
      TestDatabase database = new TestDatabase("test" + COUNT.incrementAndGet());
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create database " + database.name);
      }
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the server knows it; no other database of the run has it. */
  public String name() {
    return name;
  }

  /** What the API must be told to run on it. */
  public Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("freehold.mode", "local");
    properties.put("freehold.database.url", server.getJdbcUrl("postgres", name));
    properties.put("freehold.database.user", "postgres");
    properties.put("freehold.database.password", "postgres");
    properties.put("freehold.keycloak.url", "http://127.0.0.1:9");
    properties.put("freehold.keycloak.admin-client-id", "freehold-api");
    properties.put("freehold.keycloak.admin-client-secret", "of no use");
    properties.put("freehold.webhook.secret", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3");
    properties.put("freehold.encryption.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    return properties;
  }

  /** The API's beans on it, without the HTTP server. */
  public ApplicationContext context() {
    return ApplicationContext.run(properties());
  }

  /** A connection of one's own. */
  public Connection connect() throws SQLException {
    return server.getDatabase("postgres", name).getConnection();
  }

  public void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on nobody gets in, and whoever is in is thrown out: the database is down. */
  public void refuseConnections() {
    refuseConnections("true");
  }

  /** From now on nobody gets in, and whoever has that name is thrown out; others stay. */
  public void refuseConnectionsOf(String application) {
    refuseConnections("application_name = '" + application + "'");
  }

  private void refuseConnections(String which) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter database " + name + " allow_connections false");
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
              + name
              + "' and "
              + which);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The database is up again. */
  public void acceptConnections() {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter database " + name + " allow_connections true");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of every row, as text. */
  public List<String> texts(String sql) {
    List<String> texts = new ArrayList<>();
    try (Connection connection = server.getDatabase("postgres", name).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return texts;
  }
}
