package dev.freehold.api.graphql;

import static dev.freehold.api.graphql.GraphQlServer.body;
import static dev.freehold.api.graphql.GraphQlServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EndpointTest {
  private static GraphQlServer server;

  @BeforeAll
  static void start() {
    server = new GraphQlServer(Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void answersOneOperationFromRecordsOnAVirtualThread() throws Exception {
    JsonNode echo =
        server
            .query(
                "{ echo(text: \"é\", at: \"2026-01-02T03:04:05+01:00\") { text at json virtual } }")
            .at("/data/echo");

    assertThat(echo.at("/text").asText()).isEqualTo("é");
    assertThat(echo.at("/at").asText()).isEqualTo("2026-01-02T02:04:05.000Z");
    assertThat(echo.at("/virtual").asBoolean()).isTrue();
    assertThat(echo.at("/json/selectsText").asBoolean()).isTrue();
    assertThat(echo.at("/json/empty").isArray()).isTrue();
  }

  @Test
  void answersAnArrayInItsOrder() throws Exception {
    HttpResponse<String> response =
        server.post(
            "[%s,%s,%s]"
                .formatted(
                    body("{ echo(text: \"a\") { text } }"),
                    body("{ nothing }"),
                    body("{ echo(text: \"c\") { text } }")));

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode answers = json(response);
    assertThat(answers.at("/0/data/echo/text").asText()).isEqualTo("a");
    assertThat(answers.at("/1/errors/0/code").asText()).isEqualTo("ValidationError");
    assertThat(answers.at("/2/data/echo/text").asText()).isEqualTo("c");
  }

  @Test
  void answersAnArrayOfOneWithAnArray() throws Exception {
    assertThat(json(server.post("[" + body("{ __typename }") + "]")).isArray()).isTrue();
  }

  @Test
  void keepsNullsInData() throws Exception {
    JsonNode answer = server.query("{ echo(text: \"a\") { at } }");

    assertThat(answer.at("/data/echo").has("at")).isTrue();
    assertThat(answer.at("/data/echo/at").isNull()).isTrue();
  }

  @Test
  void runsNoMutationByGet() throws Exception {
    int before = server.probe.sum.get();

    HttpResponse<String> response = server.send(server.request(get("mutation { add(number: 1) }")));

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow")).contains("POST");
    assertThat(server.probe.sum.get()).isEqualTo(before);
  }

  @Test
  void runsQueriesByGet() throws Exception {
    HttpResponse<String> response =
        server.send(server.request(get("{ echo(text: \"by get\") { text } }")));

    assertThat(json(response).at("/data/echo/text").asText()).isEqualTo("by get");
  }

  @Test
  void refusesBodiesThatAFormCouldSend() throws Exception {
    int before = server.probe.sum.get();
    for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded"}) {
      HttpResponse<String> response =
          server.send(
              server
                  .request("/graphql")
                  .header("content-type", type)
                  .POST(BodyPublishers.ofString(body("mutation { add(number: 1) }"))));

      assertThat(response.statusCode()).isEqualTo(415);
      assertThat(json(response).at("/errors/0/code").asText()).isEqualTo("BadRequestError");
    }
    assertThat(server.probe.sum.get()).isEqualTo(before);
  }

  @Test
  void refusesAnAcceptHeaderItCannotMeet() throws Exception {
    assertThat(server.post(body("{ __typename }"), "accept", "text/html").statusCode())
        .isEqualTo(406);
  }

  @Test
  void prefersTheMediaTypeTheClientPrefers() throws Exception {
    HttpResponse<String> response =
        server.post(
            body("{ __typename }"),
            "accept",
            "application/json;q=0.5, application/graphql-response+json");

    assertThat(response.headers().firstValue("content-type"))
        .contains("application/graphql-response+json; charset=utf-8");
  }

  @Test
  void answersWithTheRequestIdItWasGiven() throws Exception {
    HttpResponse<String> response =
        server.post(body("{ __typename }"), "x-request-id", "0199-abc_1.2");

    assertThat(response.headers().firstValue("x-request-id")).contains("0199-abc_1.2");
  }

  @Test
  void makesARequestIdWhenTheGivenOneIsNoPlainToken() throws Exception {
    HttpResponse<String> response =
        server.post(body("{ __typename }"), "x-request-id", "a b${jndi:x}");

    assertThat(response.headers().firstValue("x-request-id").orElseThrow())
        .matches("[0-9a-f-]{36}");
  }

  @Test
  void measuresOperationsWithBoundedTags() throws Exception {
    server.query("query Chosen { __typename }");

    assertThat(
            server
                .context
                .getBean(MeterRegistry.class)
                .get("freehold.graphql.requests")
                .tags("operation", "query", "outcome", "ok")
                .timer()
                .count())
        .isPositive();
  }

  private static String get(String query) {
    return "/graphql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
  }
}
