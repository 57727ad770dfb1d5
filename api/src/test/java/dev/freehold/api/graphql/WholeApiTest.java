package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.TestDatabase;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The endpoint with all features, the database and the security filters around it. */
class WholeApiTest {
  private static EmbeddedServer server;

  @BeforeAll
  static void start() {
    Map<String, Object> properties = TestDatabase.create().properties();
    properties.put("micronaut.server.port", -1);
    server = ApplicationContext.run(EmbeddedServer.class, properties);
  }

  @AfterAll
  static void stop() {
    server.getApplicationContext().close();
  }

  @Test
  void givesAGuestNothing() throws Exception {
    HttpResponse<String> response = query("{ rolesList { count } }");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("x-request-id")).isPresent();
    assertThat(error(response).at("/code").asText()).isEqualTo("NotAuthorizedError");
  }

  @Test
  void answersABearerThatIsNoTokenWithStatus200AndACode() throws Exception {
    HttpResponse<String> response =
        query("{ rolesList { count } }", "authorization", "Bearer nothing");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(error(response).at("/code").asText()).isEqualTo("InvalidTokenError");
  }

  private static JsonNode error(HttpResponse<String> response) throws Exception {
    return new ObjectMapper().readTree(response.body()).at("/errors/0");
  }

  private static HttpResponse<String> query(String query, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.getURI().resolve("/graphql"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(GraphQlServer.body(query)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }
}
