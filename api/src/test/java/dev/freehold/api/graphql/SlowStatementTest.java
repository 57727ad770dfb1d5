package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.TestDatabase;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.transaction.TransactionOperations;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What PostgreSQL still does for an operation whose time is over: nothing. */
class SlowStatementTest {
  private static final String RUNNING =
      "select state from pg_stat_activity where datname = current_database() and state = 'active'"
          + " and query like '%pg_sleep(60)%' and pid <> pg_backend_pid()";

  private static final String NAPS = "{ napsList { items { dream } } }";
  private static final String NAPPING =
      "select state from pg_stat_activity where datname = current_database() and state = 'active'"
          + " and query like '%\"naps\"%' and pid <> pg_backend_pid()";

  private static TestDatabase database;
  private static EmbeddedServer server;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    Map<String, Object> properties = database.properties();
    properties.put("micronaut.server.port", -1);
    properties.put("freehold.limits.time", "700ms");
    properties.put("freehold.database.pool-size", 3);
    server =
        ApplicationContext.builder(properties)
            .singletons(new Slow())
            .start()
            .getBean(EmbeddedServer.class)
            .start();
  }

  @AfterAll
  static void stop() {
    server.getApplicationContext().close();
  }

  /** Runs statements that take longer than an operation may. */
  private static final class Slow implements FieldSource {
    @Override
    public String schema() {
      return "schema/slow.graphqls";
    }

    @Override
    public void register(FieldRegistry fields) {
      fields.query("sleeps", call -> run("select pg_sleep(60)"));
      fields.mutation(
          "addsThenSleeps",
          call ->
              run(
                  "insert into freehold.roles (id, name) values (gen_random_uuid(), 'Half done');"
                      + " select pg_sleep(60)"));
    }

    @SuppressWarnings("unchecked")
    private static Object run(String sql) {
      TransactionOperations<Connection> transactions =
          server.getApplicationContext().getBean(TransactionOperations.class);
      return transactions.executeWrite(status -> {
        try (Statement statement = status.getConnection().createStatement()) {
          statement.execute(sql);
          return null;
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      });
    }
  }

  @Test
  void stopsWithItsOperation() throws Exception {
    assertThat(ask("{ sleeps }")).isEqualTo("LimitExceededError");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(database.texts(RUNNING)).isEmpty());
  }

  @Test
  void leavesNothingHalfDoneAndNoConnectionTaken() throws Exception {
    // More of them than there are connections.
    for (int i = 0; i < 5; i++) {
      assertThat(ask("mutation { addsThenSleeps }")).isEqualTo("LimitExceededError");
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(database.texts(RUNNING)).isEmpty());
    assertThat(database.texts("select name from freehold.roles")).doesNotContain("Half done");
    assertThat(ask("{ rolesList { count } }")).isEqualTo("NotAuthorizedError");
  }

  @Test
  void stopsWithTheOperationThatAsksForATable() throws Exception {
    database.execute(
        """
        create view naps as select pg_sleep(60)::text as dream;
        insert into freehold.permissions (role_id, table_schema, table_name, action)
        select id, 'public', 'naps', 'READ' from freehold.roles where name = 'Guest';
        """);
    await().until(() -> ask(NAPS).equals("LimitExceededError"));
    // More of them than there are connections.
    for (int i = 0; i < 4; i++) {
      assertThat(ask(NAPS)).isEqualTo("LimitExceededError");
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(database.texts(NAPPING)).isEmpty());
    assertThat(ask("{ napsList(first: 0) { __typename } }")).isEmpty();
  }

  private static String ask(String query) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.getURI().resolve("/graphql"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(GraphQlServer.body(query)))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return new ObjectMapper()
          .readTree(client.send(request, BodyHandlers.ofString()).body())
          .at("/errors/0/code")
          .asText();
    }
  }
}
