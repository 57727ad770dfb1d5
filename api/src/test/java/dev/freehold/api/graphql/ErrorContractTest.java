package dev.freehold.api.graphql;

import static dev.freehold.api.graphql.GraphQlServer.body;
import static dev.freehold.api.graphql.GraphQlServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ErrorContractTest {
  private static final String STRICT = "application/graphql-response+json";
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
  void putsCodeAndDetailsOnTheTopLevel() throws Exception {
    JsonNode answer = server.query("{ fails(kind: \"refused\") }");

    JsonNode error = answer.at("/errors/0");
    assertThat(answer.at("/data/fails").isNull()).isTrue();
    assertThat(error.at("/message").asText()).isEqualTo("User is absent");
    assertThat(error.at("/path/0").asText()).isEqualTo("fails");
    assertThat(error.at("/locations/0/line").asInt()).isEqualTo(1);
    assertThat(error.at("/code").asText()).isEqualTo("UserNotFoundError");
    assertThat(error.at("/details/user").asText()).isEqualTo("User is absent");
    assertThat(error.at("/extensions/code").asText()).isEqualTo("UserNotFoundError");
  }

  @Test
  void givesNoNullWhereAValueIsPromisedWhateverTheClientSays() throws Exception {
    JsonNode answer =
        server.query("query @experimental_disableErrorPropagation { page(first: 0) { count } }");

    assertThat(answer.at("/errors")).hasSize(1);
    assertThat(answer.at("/data").isNull()).isTrue();
  }

  @Test
  void showsNothingOfAnUnexpectedFailureButTheRequestId() throws Exception {
    HttpResponse<String> response =
        server.post(body("{ fails(kind: \"unexpected\") }"), "x-request-id", "id-1");

    JsonNode error = json(response).at("/errors/0");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(error.at("/code").asText()).isEqualTo("InternalError");
    assertThat(error.at("/details").toString()).isEqualTo("{\"requestId\":\"id-1\"}");
    assertThat(response.body()).doesNotContain("SELECT", "Exception", "dev.freehold");
  }

  @Test
  void answersARejectedTokenWithStatus200InBothMediaTypes() throws Exception {
    for (String accept : new String[] {"application/json", STRICT}) {
      HttpResponse<String> response =
          server.post(body("{ __typename }"), "accept", accept, "authorization", "Bearer expired");

      assertThat(response.statusCode()).isEqualTo(200);
      JsonNode error = json(response).at("/errors/0");
      assertThat(error.at("/code").asText()).isEqualTo("TokenExpiredError");
      assertThat(error.at("/message").asText()).isEqualTo("Token expired");
      assertThat(error.at("/details/token").asText()).isEqualTo("jwt expired");
    }
  }

  @Test
  void answersARejectedTokenForEveryOperationOfAnArray() throws Exception {
    HttpResponse<String> response =
        server.post(
            "[%1$s,%1$s]".formatted(body("{ __typename }")), "authorization", "Bearer expired");

    assertThat(json(response)).hasSize(2);
    assertThat(json(response).at("/1/errors/0/code").asText()).isEqualTo("TokenExpiredError");
  }

  @Test
  void hidesWhyTheCallerCouldNotBeFound() throws Exception {
    HttpResponse<String> response =
        server.post(body("{ __typename }"), "accept", STRICT, "authorization", "Bearer broken");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(json(response).at("/errors/0/code").asText()).isEqualTo("InternalError");
    assertThat(response.body()).doesNotContain("10.0.0.7");
  }

  @Test
  void codesFaultsOfTheDocument() throws Exception {
    assertThat(server.query("{").at("/errors/0/code").asText()).isEqualTo("BadRequestError");
    JsonNode unknown = server.query("{ nothing }").at("/errors/0");
    assertThat(unknown.at("/code").asText()).isEqualTo("ValidationError");
    assertThat(unknown.at("/message").asText()).isEqualTo("The request is invalid.");
    assertThat(unknown.at("/details/nothing").asText()).contains("nothing");
    assertThat(
            server
                .query("query A { __typename } query B { __typename }")
                .at("/errors/0/code")
                .asText())
        .isEqualTo("ValidationError");
  }

  @Test
  void codesVariablesThatDoNotFit() throws Exception {
    JsonNode answer =
        json(
            server.post(
                "{\"query\":\"mutation($n: Int!) { add(number: $n) }\",\"variables\":{\"n\":\"x\"}}"));

    assertThat(answer.at("/errors/0/code").asText()).isEqualTo("ValidationError");
  }

  @Test
  void usesA4xxStatusForUnexecutedOperationsOfStrictClientsOnly() throws Exception {
    assertThat(server.post(body("{ nothing }"), "accept", STRICT).statusCode()).isEqualTo(400);
    assertThat(server.post(body("{ nothing }")).statusCode()).isEqualTo(200);
  }
}
