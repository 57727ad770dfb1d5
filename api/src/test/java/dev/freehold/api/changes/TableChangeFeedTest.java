package dev.freehold.api.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.api.TestDatabase;
import dev.freehold.api.catalog.CatalogHolder;
import dev.freehold.api.catalog.CompanyDatabase;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.data.ChangedRow;
import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node tells of that was away for a while. */
class TableChangeFeedTest {
  private static final String LISTENER = "freehold-api table changes";

  private static TestDatabase database;
  private static ApplicationContext context;
  private static Table posts;

  private final AtomicLong away = new AtomicLong();
  private final Heard heard = new Heard();
  private TableChangeFeed feed;

  private static final class Heard implements ChangedTable {
    private final List<String> news = new CopyOnWriteArrayList<>();

    @Override
    public void changed(List<ChangedRow> rows) {
      rows.forEach(row -> news.add(row.after().replaceAll("[^0-9]", "")));
    }

    @Override
    public void lost() {
      news.add("lost");
    }
  }

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    database.execute("create table posts (id int primary key)");
    context = database.context();
    posts =
        context
            .getBean(CatalogHolder.class)
            .current()
            .find(new TableId("public", "posts"))
            .orElseThrow();
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void subscribe() {
    feed =
        new TableChangeFeed(
            context.getBean(CompanyDatabase.class),
            context.getBean(ChangeTriggers.class),
            () -> System.nanoTime() + away.get());
    feed.subscribe(posts, heard);
    database.execute("delete from posts");
    write(1);
    await().until(() -> heard.news.contains("1"));
    heard.news.clear();
  }

  @AfterEach
  void unsubscribe() throws InterruptedException {
    feed.stop();
  }

  private static void write(int id) {
    database.execute("insert into posts values (" + id + ")");
  }

  /** Cuts the feed off, does that with a connection of its own, and lets the feed in again. */
  private void whileAway(Duration time, String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      database.refuseConnectionsOf(LISTENER);
      await()
          .until(() ->
              !statement
                  .executeQuery(
                      "select 1 from pg_stat_activity where application_name = '"
                          + LISTENER
                          + "' and datname = current_database()")
                  .next());
      for (String one : statements) {
        statement.execute(one);
      }
      away.addAndGet(time.toNanos());
    } finally {
      database.acceptConnections();
    }
  }

  @Test
  void tellsWhatItMissedWhenItWasAwayForLessThanTwoMinutes() throws SQLException {
    whileAway(Duration.ofSeconds(90), "insert into posts values (2)");
    await().until(() -> !heard.news.isEmpty());
    write(3);
    await().until(() -> heard.news.size() > 1);
    assertThat(heard.news).containsExactly("2", "3");
  }

  @Test
  void saysThatChangesAreLostWhenItWasAwayForLonger() throws SQLException {
    whileAway(Duration.ofSeconds(121), "insert into posts values (2)");
    await().until(() -> !heard.news.isEmpty());
    write(3);
    await().until(() -> heard.news.size() > 1);
    assertThat(heard.news).containsExactly("lost", "3");
  }

  @Test
  void saysSoWhenWritersHaveStoppedNotingForIt() throws SQLException {
    whileAway(
        Duration.ZERO,
        "insert into posts values (2)",
        "update freehold.change_leases set orphaned_at = orphaned_at - interval '2 minutes'",
        // Nobody notes this one: the lease is at its end.
        "insert into posts values (3)");
    await().until(() -> !heard.news.isEmpty());
    write(4);
    await().until(() -> heard.news.size() > 1);
    assertThat(heard.news).containsExactly("lost", "4");
  }

  @Test
  void writersNoteNothingForWhomNobodyIsThere() throws Exception {
    feed.unsubscribe(posts.id());
    database.execute("delete from freehold.changes");
    write(5);
    assertThat(database.texts("select id from freehold.changes")).isEmpty();
  }
}
