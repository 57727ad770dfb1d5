package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.TestApi;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The path on which sockets are opened answers GET as well, whatever the client accepts. */
class SocketPathTest {
  private static TestApi api;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/json",
        "application/graphql-response+json",
        "application/graphql-response+json, application/json;q=0.9"
      })
  void answersQueries(String accepted) throws Exception {
    String query = URLEncoder.encode("{ __typename }", StandardCharsets.UTF_8);
    HttpRequest get =
        HttpRequest.newBuilder(URI.create(api.server.getURL() + "/graphql?query=" + query))
            .header("accept", accepted)
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(get, BodyHandlers.ofString()).body())
          .isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
    }
  }
}
