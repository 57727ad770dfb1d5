package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who may hold connections open, in which way, and for how long. */
class ConnectionsTest {
  private static final String MODERN = "graphql-transport-ws";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static TestApi api;
  private static URI server;
  private static String administrator;
  private static String user;

  @BeforeAll
  static void start() {
    api =
        new TestApi(
            Map.of(
                "freehold.token.clock-skew", "PT0S",
                "freehold.subscriptions.operations", "3",
                "freehold.subscriptions.message-size", "2048",
                "freehold.subscriptions.queue", "20000",
                "freehold.subscriptions.connections-per-caller", "2",
                "freehold.subscriptions.connections-per-address", "8",
                "freehold.subscriptions.init-timeout", "1s"));
    server = api.server.getURI();
    administrator = api.administrator("admin");
    user = api.token("caller", "caller@example.com", true);
    api.graphql(user, "{ user { id } }");
    api.database.execute(
        """
        create table items (id int primary key, text text);
        create role meddler;
        """);
    await()
        .until(() ->
            api.graphql(administrator, "{ itemsList { count } }").at("/errors").isMissingNode());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static int open() {
    return api.server.getApplicationContext().getBean(Subscriptions.class).open();
  }

  private static int connections() {
    return (int)
        api.server
            .getApplicationContext()
            .getBean(MeterRegistry.class)
            .get("freehold.graphql.connections")
            .gauge()
            .value();
  }

  private static SocketClient subscriber() {
    SocketClient client = SocketClient.connect(server, administrator);
    int before = open();
    client.subscribe("1", "subscription { Items { node { id text } } }");
    await().until(() -> open() > before);
    return client;
  }

  @BeforeEach
  void nobody() {
    await().until(() -> open() == 0);
  }

  @Test
  void demandsTheBearerFirstAndOnce() {
    try (SocketClient early = SocketClient.open(server, MODERN);
        SocketClient twice = SocketClient.open(server, MODERN);
        SocketClient never = SocketClient.open(server, MODERN);
        SocketClient nonsense = SocketClient.open(server, MODERN)) {
      early.subscribe("1", "{ user { id } }");
      twice.initialize(null);
      twice.initialize(null);
      nonsense.sendText("[]");

      assertThat(early.closed()).startsWith("4401");
      assertThat(twice.closed()).startsWith("4429");
      assertThat(nonsense.closed()).startsWith("4400");
      assertThat(never.closed()).startsWith("4408");
    }
  }

  @Test
  void refusesBearersAsRequestsAreRefused() {
    try (SocketClient modern = SocketClient.open(server, MODERN);
        SocketClient old = SocketClient.open(server, null)) {
      String expired =
          api.token("caller", "caller@example.com", true, Instant.now(), null, Instant.now());
      modern.initialize("made up");
      old.send("connection_init", null, Map.of("token", expired, "refreshToken", "r"));

      assertThat(modern.closed()).isEqualTo("4403 InvalidTokenError: malformed");
      JsonNode said = old.next();
      assertThat(said.at("/type").asText()).isEqualTo("connection_error");
      // As 8base's SDK recognizes it, and refreshes.
      assertThat(said.at("/payload/code").asText()).isEqualTo("TokenExpiredError");
      assertThat(said.at("/payload/message").asText()).isEqualTo("Token expired");
      assertThat(old.closed()).startsWith("4403");
    }
  }

  @Test
  void endsWithTheToken() {
    try (SocketClient client = SocketClient.open(server, MODERN)) {
      Instant end = Instant.now().plusSeconds(2);
      client.initialize(api.token("caller", "caller@example.com", true, Instant.now(), null, end));
      assertThat(client.next().at("/type").asText()).isEqualTo("connection_ack");

      assertThat(client.closed()).startsWith("4403 TokenExpiredError");
      assertThat(Instant.now()).isAfterOrEqualTo(end.minusSeconds(1));
    }
  }

  @Test
  void countsConnectionsOfACaller() {
    try (SocketClient one = SocketClient.connect(server, user);
        SocketClient two = SocketClient.connect(server, user);
        SocketClient three = SocketClient.open(server, MODERN)) {
      three.initialize(user);
      assertThat(three.closed()).isEqualTo("1013 LimitExceededError: too_many_connections");

      one.abort();
      await()
          .until(() -> {
            try (SocketClient again = SocketClient.open(server, MODERN)) {
              again.initialize(user);
              return again.answer().isPresent();
            }
          });
      assertThat(two.silent()).isTrue();
    }
  }

  @Test
  void countsConnectionsOfAnAddressWhoeverOpensThem() throws Exception {
    await().until(() -> connections() == 0);
    List<SocketClient> eight = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        eight.add(SocketClient.connect(server, null));
      }
      try (SocketClient ninth = SocketClient.open(server, MODERN)) {
        assertThat(ninth.closed()).isEqualTo("1013 Too many connections");
      }
      var streamed =
          HTTP.send(stream("{\"query\":\"{ __typename }\"}", user), BodyHandlers.ofString());
      assertThat(streamed.statusCode()).isEqualTo(400);
      assertThat(streamed.body()).contains("\"LimitExceededError\"");

      eight.removeLast().abort();
      await().until(() -> connections() == 7);
      eight.add(SocketClient.connect(server, null));
    } finally {
      eight.forEach(SocketClient::close);
    }
    await().until(() -> connections() == 0);
  }

  @Test
  void keepsIdsOfClientsApart() {
    try (SocketClient one = subscriber();
        SocketClient two = subscriber()) {
      two.send("complete", "1", null);
      await().until(() -> open() == 1);
      api.database.execute("insert into items values (1, 'One')");

      assertThat(one.next().at("/id").asText()).isEqualTo("1");
      assertThat(two.silent()).isTrue();
      one.subscribe("1", "{ user { id } }");
      assertThat(one.closed()).startsWith("4409");
    } finally {
      api.database.execute("delete from items");
    }
  }

  @Test
  void boundsOperationsAndMessages() {
    try (SocketClient client = subscriber();
        SocketClient longer = SocketClient.connect(server, null);
        SocketClient endless = SocketClient.connect(server, null)) {
      for (String id : List.of("2", "3")) {
        client.subscribe(id, "subscription { Items { mutation } }");
      }
      await().until(() -> open() == 3);
      client.subscribe("4", "subscription { Items { mutation } }");
      assertThat(client.next().at("/payload/0/code").asText()).isEqualTo("LimitExceededError");

      longer.sendText("\"" + "x".repeat(3000) + "\"");
      assertThat(longer.closed()).startsWith("1009");
      endless.sendPart("\"" + "x".repeat(1500)).join();
      endless.sendPart("x".repeat(1500)).join();
      assertThat(endless.closed()).startsWith("1009");
    }
  }

  @Test
  void offersNoCompression() throws Exception {
    RawHandshake handshake =
        RawHandshake.of(server, "Sec-WebSocket-Extensions: permessage-deflate");
    assertThat(handshake.status()).contains("101");
    assertThat(handshake.headers()).doesNotContain("deflate");
  }

  @Test
  void opensForPagesOfKnownOriginsOnly() throws Exception {
    assertThat(RawHandshake.of(server, "Origin: https://evil.example.com").status())
        .contains("403");
    assertThat(RawHandshake.of(server, "Origin: null").status()).contains("403");
    assertThat(RawHandshake.of(server, "Origin: http://localhost:8080").status()).contains("101");
    assertThat(RawHandshake.of(server, "X-Nothing: 1").status()).contains("101");
  }

  @Test
  void endsWhatAClientIsTooSlowToRead() {
    try (SocketClient client = SocketClient.connect(server, administrator)) {
      int before = open();
      client.subscribe("1", "subscription { Items { node { text } } }");
      await().until(() -> open() > before);
      client.pause();
      // More and more, until the buffers of both systems are full.
      for (int i = 0; open() > before && i < 60; i++) {
        api.database.execute(
            "insert into items select n, repeat('x', 10000) from generate_series(%d, %d) n"
                .formatted(i * 100 + 100, i * 100 + 199));
      }
      await().until(() -> open() == before);
      client.resume();
      JsonNode last = client.next();
      while (!last.at("/type").asText().equals("error")) {
        last = client.next();
      }
      assertThat(last.at("/payload/0/details/reason").asText()).isEqualTo("client_too_slow");
    } finally {
      api.database.execute("delete from items");
    }
  }

  @Test
  void logsNothingOfTheInitialPayload() {
    Logger root = (Logger) LoggerFactory.getLogger("dev.freehold");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    try (SocketClient client = SocketClient.open(server, null)) {
      client.send(
          "connection_init", null, Map.of("token", "bearer-secret", "refreshToken", "r-secret"));
      assertThat(client.next().at("/type").asText()).isEqualTo("connection_error");
      assertThat(client.closed()).startsWith("4403");
    } finally {
      root.detachAppender(log);
    }
    assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains("secret"));
  }

  @Test
  void streamsEventsToWhoeverAsksForThem() throws Exception {
    int before = open();
    var answer =
        HTTP.send(
            stream(
                "{\"query\":\"subscription { Items { mutation node { id } } }\"}", administrator),
            BodyHandlers.ofLines());
    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .startsWith("text/event-stream");
    await().until(() -> open() > before);
    api.database.execute("insert into items values (7, 'Seven')");
    try (Stream<String> body = answer.body()) {
      assertThat(body.filter(line -> line.contains(": ")).limit(2).toList())
          .containsExactly(
              "event: next",
              "data: {\"data\":{\"Items\":{\"mutation\" : \"create\", \"node\" : {\"id\" : \"7\"}}}}");
    }
    api.database.execute("delete from items");
    await().until(() -> open() == before);

    assertThat(
            HTTP.send(stream("{\"query\":\"{ user { email } }\"}", user), BodyHandlers.ofString())
                .body())
        .isEqualTo(
            """
            event: next
            data: {"data":{"user":{"email" : "caller@example.com"}}}

            event: complete
            data:

            """);
    assertThat(
            HTTP.send(stream("{\"query\":\"{ user { email } }\"}", "x"), BodyHandlers.ofString())
                .body())
        .contains("\"code\":\"InvalidTokenError\"");
  }

  private static HttpRequest stream(String body, String token) {
    return HttpRequest.newBuilder(server.resolve("/graphql"))
        .header("accept", "text/event-stream")
        .header("content-type", "application/json")
        .header("authorization", "Bearer " + token)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  @Test
  void refusesSubscriptionsInPlainRequests() {
    assertThat(
            api.graphql(administrator, "subscription { Items { mutation } }")
                .at("/errors/0/code")
                .asText())
        .isEqualTo("BadRequestError");
    try (SocketClient client = SocketClient.open(server, "mqtt")) {
      assertThat(client.closed()).startsWith("4406");
    }
  }
}
