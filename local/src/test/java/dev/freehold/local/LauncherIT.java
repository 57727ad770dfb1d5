package dev.freehold.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code ./mvnw -Pstart} runs, as a process of its own. */
class LauncherIT {
  private static final Duration LIMIT = Duration.ofMinutes(6);

  private final Path checkout =
      Path.of(System.getProperty("freehold.checkout", "..")).toAbsolutePath().normalize();
  private final Ports ports = FreePorts.pick();
  private Path state;
  private ChildProcess launcher;

  @BeforeEach
  void newState() throws IOException {
    Path parent = Files.createDirectories(checkout.resolve("local/target/launcher"));
    state = Files.createTempDirectory(parent, "run-");
  }

  @AfterEach
  void stopAll() {
    if (launcher != null) {
      launcher.stop();
    }
    new Leftovers(state.resolve("run")).stop();
  }

  @Test
  void namesATakenPortAndItsSettingBeforeAnythingStarts() throws IOException {
    try (ServerSocket taken =
        new ServerSocket(ports.keycloak(), 1, InetAddress.getLoopbackAddress())) {
      launch();
      await().atMost(LIMIT).until(() -> !launcher.isAlive());

      assertThat(launcher.onExit().join().exitValue()).isEqualTo(1);
      assertThat(output())
          .contains("Port " + taken.getLocalPort() + " is taken")
          .contains("FREEHOLD_KEYCLOAK_PORT")
          .doesNotContain("Starting")
          .doesNotContain("\tat ");
      assertThat(state.resolve("postgresql")).doesNotExist();
    }
  }

  @Test
  void startsAgainAfterItWasKilledAndStopsEverythingWhenTold() {
    launch();
    awaitReady(1);
    List<ProcessHandle> first = processes();
    assertThat(first).hasSize(3).allMatch(ProcessHandle::isAlive);
    assertThat(mode(state)).isEqualTo("rwx------");
    assertThat(mode(state.resolve("secrets.properties"))).isEqualTo("rw-------");
    assertThat(Readiness.answers(URI.create("http://localhost:" + ports.mail() + "/"))).isTrue();
    makesTablesInPublicAndTellsOfThem();

    launcher.kill();
    assertThat(first).allMatch(ProcessHandle::isAlive);
    launch();
    awaitReady(2);
    assertThat(first).noneMatch(ProcessHandle::isAlive);
    assertThat(output()).contains("Stopped Keycloak, left over").contains("Stopped API, left over");

    List<ProcessHandle> second = processes();
    launcher.stop();
    assertThat(second).hasSize(3);
    // An orphan counts as alive until init has collected it.
    await().untilAsserted(() -> assertThat(second).noneMatch(ProcessHandle::isAlive));
    assertThat(processes()).isEmpty();
    assertThat(output()).contains("Stopped\n");
  }

  /** As its role does it who writes no schema. */
  private void makesTablesInPublicAndTellsOfThem() {
    String url = "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/freehold";
    try (Connection connection = DriverManager.getConnection(url, "freehold", password());
        Statement statement = connection.createStatement()) {
      statement.execute("create table plain (id int primary key)");
      assertThat(text(statement, "select to_regclass('public.plain') is not null")).isEqualTo("t");
      assertThat(text(statement, "select count(*) from pg_event_trigger")).isEqualTo("2");
      assertThat(output()).doesNotContain("looked for every second");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private String password() {
    Properties secrets = new Properties();
    try (Reader reader = Files.newBufferedReader(state.resolve("secrets.properties"))) {
      secrets.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return UsedSecrets.OF_THIS_RUN.text("password", secrets.getProperty("database.freehold"));
  }

  private void launch() {
    launcher =
        ChildProcess.start(
            "launcher",
            List.of(
                Java.executable(),
                "-Dfreehold.checkout=" + checkout,
                "-Dfreehold.keycloak.version=" + System.getProperty("freehold.keycloak.version"),
                "-Dfreehold.state=" + state,
                "-classpath",
                System.getProperty("java.class.path"),
                Start.class.getName()),
            Map.of(
                "FREEHOLD_API_PORT", Integer.toString(ports.api()),
                "FREEHOLD_MANAGEMENT_PORT", Integer.toString(ports.management()),
                "FREEHOLD_KEYCLOAK_PORT", Integer.toString(ports.keycloak()),
                "FREEHOLD_KEYCLOAK_MANAGEMENT_PORT", Integer.toString(ports.keycloakManagement()),
                "FREEHOLD_MAIL_PORT", Integer.toString(ports.mail()),
                "FREEHOLD_SMTP_PORT", Integer.toString(ports.smtp()),
                "FREEHOLD_POSTGRES_PORT", Integer.toString(ports.postgres())),
            checkout,
            state.resolve("launcher.log"));
  }

  private void awaitReady(int times) {
    await()
        .atMost(LIMIT)
        .failFast(() -> assertThat(launcher.isAlive()).as("launcher runs: %s", output()).isTrue())
        .until(() -> output().split("Freehold is ready", -1).length > times);
  }

  private String output() {
    try {
      return Files.readString(state.resolve("launcher.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<ProcessHandle> processes() {
    try (Stream<Path> notes = Files.list(state.resolve("run"))) {
      return notes.map(LauncherIT::pid).flatMap(pid -> ProcessHandle.of(pid).stream()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long pid(Path note) {
    try {
      return Long.parseLong(Files.readAllLines(note).getFirst());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
