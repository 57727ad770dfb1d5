package dev.freehold.api.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** How long what has been read stays in the log for the other nodes. */
class DeliveredChangesTest {
  private final TestDatabase database = TestDatabase.create();
  private DeliveredChanges delivered;
  private Connection connection;

  @BeforeEach
  void begin() throws SQLException, IOException {
    try (InputStream script =
        ChangeLog.class.getClassLoader().getResourceAsStream("db/migration/V110__changes.sql")) {
      database.execute(
          "create schema freehold; " + new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl((String) database.properties().get("freehold.database.url"));
    delivered = new DeliveredChanges(source);
    connection = database.connect();
    delivered.begin(connection);
  }

  @AfterEach
  void end() throws SQLException {
    delivered.stop();
    connection.close();
  }

  private static long in(Duration later) {
    return System.nanoTime() + later.toNanos();
  }

  private void note(String row) {
    database.execute(note(row, "public"));
  }

  private static String note(String row, String schema) {
    return "insert into freehold.changes (table_schema, table_name, new_row) values ('%s', 'posts', '{\"row\": \"%s\"}')"
        .formatted(schema, row);
  }

  private List<String> log() {
    return database.texts("select new_row ->> 'row' from freehold.changes order by id");
  }

  @Test
  void whatEndedIsClearedWhenOthersHadThreeMinutesForIt() throws SQLException {
    note("first");
    delivered.clearUp(connection, in(Duration.ofMinutes(1)));
    note("second");
    delivered.clearUp(connection, in(Duration.ofMinutes(2)));
    assertThat(log()).containsExactly("first", "second");

    delivered.clearUp(connection, in(Duration.ofMinutes(4).plusSeconds(5)));
    assertThat(log()).containsExactly("second");
    delivered.clearUp(connection, in(Duration.ofMinutes(5).plusSeconds(5)));
    assertThat(log()).isEmpty();
  }

  @Test
  void whatHasNotEndedIsKeptHoweverOldItIs() throws SQLException {
    try (Connection writer = database.connect();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute(note("slow", "public"));
      note("quick");
      delivered.clearUp(connection, in(Duration.ofMinutes(1)));
      delivered.clearUp(connection, in(Duration.ofMinutes(9)));
      writer.commit();
    }
    assertThat(log()).containsExactlyInAnyOrder("slow", "quick");
    assertThat(delivered.missed(connection).entries())
        .extracting(entry -> entry.row().after())
        .containsExactlyInAnyOrder("{\"row\": \"slow\"}", "{\"row\": \"quick\"}");
  }

  @Test
  void eachTransactionIsReadOnce() throws SQLException {
    note("once");
    String number = database.texts("select xid::text from freehold.changes").getFirst();

    assertThat(delivered.told(connection, List.of(number)).entries()).hasSize(1);
    assertThat(delivered.told(connection, List.of(number, "nonsense")).entries()).isEmpty();
    assertThat(delivered.missed(connection).entries()).isEmpty();
    // What was cleared is not wanted again, and what comes after it is.
    delivered.clearUp(connection, in(Duration.ofMinutes(1)));
    delivered.clearUp(connection, in(Duration.ofMinutes(5)));
    note("later");
    assertThat(delivered.missed(connection).entries()).hasSize(1);
  }
}
