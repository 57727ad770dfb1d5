package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.api.TestApi;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What goes on for a client that is gone: no query, but every mutation. */
class GoneClientTest {
  private static final String NAPS = "{ napsList { items { dream } } }";
  private static final String ADD = "mutation { bookCreate(data: {id: 1}) { id } }";
  private static final String STATEMENTS =
      "select query from pg_stat_activity where datname = current_database() and state = 'active'"
          + " and pid <> pg_backend_pid() and query like '%\"{}\"%'";

  private static TestApi api;
  private static URI server;

  @BeforeAll
  static void start() {
    api =
        new TestApi(
            Map.of("freehold.limits.time", "10m", "freehold.subscriptions.ping-every", "1s"));
    server = api.server.getURI();
    api.database.execute(
        """
        create view naps as select pg_sleep(300)::text as dream;
        create table books (id int primary key);
        create function wait() returns trigger language plpgsql as
          $$ begin perform pg_advisory_xact_lock(42); return new; end $$;
        create trigger wait before insert on books for each row execute function wait();
        insert into freehold.permissions (role_id, table_schema, table_name, action)
        select r.id, 'public', t.name, t.action from freehold.roles r,
          (values ('naps', 'READ'), ('books', 'READ'), ('books', 'CREATE')) t(name, action)
        where r.name = 'Guest';
        """);
    await()
        .until(() ->
            api.graphql(null, "{ napsList(first: 0) { __typename } booksList { count } }")
                .at("/errors")
                .isMissingNode());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @AfterEach
  void nothingRuns() {
    api.database.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
            + " and query like '%\"naps\"%' and state = 'active' and pid <> pg_backend_pid()");
    api.database.execute("delete from books");
  }

  private static String body(String query) {
    return "{\"query\": \"" + query + "\"}";
  }

  private static boolean runs(String table) {
    return !api.database.texts(STATEMENTS.replace("{}", table)).isEmpty();
  }

  private static void awaitBegin() {
    await().until(() -> runs("naps"));
  }

  /** Queries that were broken off so far because nobody waited for them. */
  private static long gone() {
    return api
        .server
        .getApplicationContext()
        .getBean(MeterRegistry.class)
        .find("freehold.graphql.requests")
        .tag("outcome", "gone")
        .timers()
        .stream()
        .mapToLong(Timer::count)
        .sum();
  }

  private static void awaitEnd() {
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(runs("naps")).isFalse());
  }

  @Test
  void aQueryEndsWithItsRequest() {
    try (RawRequest _ = new RawRequest(server).post("application/json", body(NAPS))) {
      awaitBegin();
    }
    awaitEnd();
  }

  @Test
  void allQueriesOfABatchEndWithIt() {
    long before = gone();
    try (RawRequest request =
        new RawRequest(server)
            .post("application/json", "[" + body(NAPS) + "," + body(NAPS) + "]")) {
      awaitBegin();
      assertThat(request.leave()).isTrue();
    }
    await().untilAsserted(() -> assertThat(gone()).isEqualTo(before + 2));
    awaitEnd();
  }

  @Test
  void aQueryEndsWithItsStreamOfEvents() {
    try (RawRequest _ = new RawRequest(server).post("text/event-stream", body(NAPS))) {
      awaitBegin();
    }
    awaitEnd();
  }

  @Test
  void aQueryEndsWithItsSocket() {
    try (SocketClient client = SocketClient.connect(server, null)) {
      client.subscribe("1", NAPS);
      awaitBegin();
    }
    awaitEnd();
  }

  @Test
  void aQueryEndsWhenItsSocketSaysSo() {
    try (SocketClient client = SocketClient.connect(server, null)) {
      client.subscribe("1", NAPS);
      awaitBegin();
      client.send("complete", "1", null);
      awaitEnd();

      client.subscribe("1", "{ booksList { count } }");
      assertThat(client.next().at("/payload/data/booksList/count").asInt(-1)).isZero();
      assertThat(client.next().at("/type").asText()).isEqualTo("complete");
      assertThat(client.silent()).isTrue();
    }
  }

  @Test
  void aSocketWhoseClientAnswersNothingIsClosed() throws Exception {
    // The one that answers has been there for longer.
    try (SocketClient there = SocketClient.connect(server, null);
        SilentClient silent = new SilentClient(server)) {
      assertThat(silent.closed()).isEqualTo(1001);
      there.subscribe("1", "{ booksList { count } }");
      assertThat(there.next().at("/type").asText()).isEqualTo("next");
    }
  }

  @Test
  void aMutationGoesOn() throws Exception {
    try (Connection connection = api.database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_lock(42)");
      try (RawRequest request = new RawRequest(server).post("application/json", body(ADD))) {
        await().until(() -> runs("books"));
        assertThat(request.leave()).isTrue();
      }
      statement.execute("select pg_advisory_unlock(42)");
    }
    await()
        .untilAsserted(
            () -> assertThat(api.database.texts("select id from books")).containsExactly("1"));
  }

  @Test
  void aConnectionThatStaysServesOneRequestAfterTheOther() {
    try (RawRequest client = new RawRequest(server)) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.post("application/json", body("{ booksList { count } }")).answer())
            .contains("\"count\"");
      }
      try (RawRequest _ = new RawRequest(server).post("application/json", body(NAPS))) {
        awaitBegin();
      }
      awaitEnd();
      assertThat(client.post("application/json", body("{ booksList { count } }")).answer())
          .contains("\"count\"");
    }
  }
}
