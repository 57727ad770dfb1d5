package dev.freehold.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/**
 * PostgreSQL from Maven artifacts, on 127.0.0.1 only, with the settings that make a commit durable.
 */
public final class EmbeddedDatabase implements Supervised, AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final EmbeddedPostgres postgres;
  private final String password;
  private final Path folder;

  private EmbeddedDatabase(EmbeddedPostgres postgres, String password, Path folder) {
    this.postgres = postgres;
    this.password = password;
    this.folder = folder;
  }

  /**
   * Starts the server on {@code port} over the data in {@code folder}/data, made at first start.
   * Everyone has to give a password, the superuser {@code password}.
   */
  static EmbeddedDatabase start(Path folder, Path binaries, int port, String password) {
    Path data = data(folder);
    Path log = log(folder);
    try {
      Files.createDirectories(folder);
      StalePostmaster.clear(data);
      boolean initialized = Files.exists(data.resolve("freehold-passwords"));
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setOverrideWorkingDirectory(binaries.toFile())
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPort(port)
              .setPGStartupWait(START_LIMIT)
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("unix_socket_directories", "''")
              // The library turns both off; a local platform must not lose data either.
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setOutputRedirector(Redirect.appendTo(log.toFile()))
              .setErrorRedirector(Redirect.appendTo(log.toFile()));
      if (initialized) {
        builder.setConnectConfig("password", password);
      }
      EmbeddedDatabase database = new EmbeddedDatabase(builder.start(), password, folder);
      if (!initialized) {
        database.demandPasswords(data);
      }
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start, see " + log, e);
    }
  }

  /**
   * Makes the role and the database of the same name where they are missing; the role owns the
   * database.
   */
  void provide(String name, String rolePassword) {
    try (Connection connection = superuser("postgres").getConnection();
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "select 1 from pg_roles where rolname = '" + name + "'")) {
        statement.execute("create role " + name + " login");
      }
      statement.execute("alter role " + name + " password '" + rolePassword + "'");
      // A schema of the role's own name, as the API has one, would come first.
      statement.execute("alter role " + name + " set search_path = public");
      if (!exists(statement, "select 1 from pg_database where datname = '" + name + "'")) {
        statement.execute("create database " + name + " owner " + name);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("database " + name + " could not be made", e);
    }
  }

  /** Runs a script as the superuser. */
  void run(String database, Path script) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(Files.readString(script));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(script + " failed in the database " + database, e);
    }
  }

  /** Opens a connection to a database as the superuser. */
  public Connection connect(String database) throws SQLException {
    return superuser(database).getConnection();
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public ProcessHandle handle() {
    return StalePostmaster.running(data(folder));
  }

  @Override
  public String tail() {
    return LogFile.tail(log(folder));
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path data(Path folder) {
    return folder.resolve("data");
  }

  private static Path log(Path folder) {
    return folder.resolve("postgresql.log");
  }

  private DataSource superuser(String database) {
    return postgres.getDatabase("postgres", database, Map.of("password", password));
  }

  /** initdb trusts every local user; from here on each connection gives a password. */
  private void demandPasswords(Path data) throws IOException {
    try (Connection connection = superuser("postgres").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter role postgres password '" + password + "'");
      Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
      statement.execute("select pg_reload_conf()");
      Files.createFile(data.resolve("freehold-passwords"));
    } catch (SQLException e) {
      throw new IllegalStateException("the superuser's password could not be set", e);
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (var rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }
}
