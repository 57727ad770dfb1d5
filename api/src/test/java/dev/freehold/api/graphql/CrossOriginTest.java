package dev.freehold.api.graphql;

import static dev.freehold.api.graphql.GraphQlServer.body;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CrossOriginTest {
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
  void allowsAProfilesOriginTheHeadersThatClientsSend() throws Exception {
    HttpResponse<String> response =
        preflight(
            GraphQlServer.ORIGIN,
            "authorization,content-type,workspace,environment,x-freehold-role,apollo-require-preflight,cookie");

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(header(response, "access-control-allow-origin")).isEqualTo(GraphQlServer.ORIGIN);
    assertThat(header(response, "access-control-allow-methods")).isEqualTo("GET, POST");
    assertThat(header(response, "access-control-allow-headers"))
        .isEqualTo(
            "authorization, content-type, workspace, environment, x-freehold-role,"
                + " apollo-require-preflight");
    assertThat(response.headers().firstValue("access-control-allow-credentials")).isEmpty();
    assertThat(header(response, "vary")).isEqualToIgnoringCase("Origin");
  }

  @Test
  void allowsOtherOriginsNothing() throws Exception {
    for (String origin :
        new String[] {"https://evil.example.com", "null", "https://app.example.com.evil.org"}) {
      HttpResponse<String> preflight = preflight(origin, "authorization");
      HttpResponse<String> answer = server.post(body("{ __typename }"), "origin", origin);

      assertThat(preflight.headers().map().keySet())
          .noneMatch(name -> name.startsWith("access-control"));
      assertThat(answer.headers().map().keySet())
          .noneMatch(name -> name.startsWith("access-control"));
      assertThat(header(answer, "vary")).isEqualToIgnoringCase("Origin");
    }
  }

  @Test
  void letsAProfilesOriginReadAnswersAndRefusals() throws Exception {
    HttpResponse<String> answer =
        server.post(body("{ __typename }"), "origin", GraphQlServer.ORIGIN);
    HttpResponse<String> tooLarge =
        server.post(body("#" + "x".repeat(1_100_000)), "origin", GraphQlServer.ORIGIN);

    assertThat(header(answer, "access-control-allow-origin")).isEqualTo(GraphQlServer.ORIGIN);
    assertThat(header(answer, "access-control-expose-headers")).isEqualTo("x-request-id");
    assertThat(tooLarge.statusCode()).isEqualTo(413);
    assertThat(header(tooLarge, "access-control-allow-origin")).isEqualTo(GraphQlServer.ORIGIN);
  }

  private static HttpResponse<String> preflight(String origin, String headers) throws Exception {
    return server.send(
        server
            .request("/graphql")
            .method("OPTIONS", BodyPublishers.noBody())
            .header("origin", origin)
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", headers));
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
