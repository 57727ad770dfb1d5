package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.TestApi;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscriptions through clients that others published. */
class SubscriptionClientsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String QUERY = "subscription { Letters { mutation node { text } } }";

  private static TestApi api;
  private static String administrator;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of("freehold.token.clock-skew", "PT0S"));
    administrator = api.administrator("admin");
    api.database.execute("create table letters (id int primary key, text text)");
    await()
        .until(() ->
            api.graphql(administrator, "{ lettersList { count } }").at("/errors").isMissingNode());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void empty() {
    await().until(() -> open() == 0);
    api.database.execute("delete from letters");
  }

  private static int open() {
    return api.server.getApplicationContext().getBean(Subscriptions.class).open();
  }

  @Test
  void graphqlWsOverWebSocket() throws Exception {
    three(NodeProject.install(), "streams.js", "ws");
  }

  @Test
  void graphqlSseOverServerSentEvents() throws Exception {
    three(NodeProject.install(), "streams.js", "sse");
  }

  @Test
  void theLinkOf8basesSdkWhichRefreshesItsTokenFirst() throws Exception {
    three(
        NodeProject.install(Path.of("src/test/js-8base"), Path.of("target/js-8base")),
        "link.js",
        "");
  }

  private static void three(NodeProject node, String script, String kind) throws Exception {
    String expired =
        api.token("admin", "admin@example.com", true, Instant.now(), null, Instant.now());
    Process client =
        node.start(
            script,
            JSON.writeValueAsString(
                Map.of(
                    "url", api.server.getURL() + "/graphql",
                    "expired", expired,
                    "token", administrator,
                    "query", QUERY,
                    "kind", kind)));
    try (BufferedReader lines = client.inputReader()) {
      await().until(() -> open() == 1 || !client.isAlive());
      if (kind.isEmpty()) {
        assertThat(line(lines)).isEqualTo("{\"refreshed\":true}");
      }
      api.database.execute("insert into letters values (1, 'One')");
      assertThat(line(lines))
          .isEqualTo(
              "{\"data\":{\"Letters\":{\"mutation\":\"create\",\"node\":{\"text\":\"One\"}}}}");
      api.database.execute("update letters set text = 'Two\nlines'");
      assertThat(line(lines))
          .isEqualTo(
              "{\"data\":{\"Letters\":{\"mutation\":\"update\",\"node\":{\"text\":\"Two\\nlines\"}}}}");
      api.database.execute("delete from letters");
      assertThat(line(lines))
          .isEqualTo("{\"data\":{\"Letters\":{\"mutation\":\"delete\",\"node\":null}}}");
      assertThat(client.waitFor()).isZero();
      await().until(() -> open() == 0);
    } finally {
      client.destroyForcibly();
    }
  }

  private static String line(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    assertThat(line).isNotNull();
    JsonNode parsed = JSON.readTree(line);
    return parsed.toString();
  }
}
