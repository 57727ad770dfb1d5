package dev.freehold.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** An application's calls of {@code /graphql} with one ID token, or as nobody with null. */
public record GraphQl(URI api, String idToken) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** The whole answer, errors included. */
  public JsonNode ask(String query, Map<String, Object> variables) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(api.resolve("/graphql"))
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      JSON.writeValueAsString(Map.of("query", query, "variables", variables))));
      if (idToken != null) {
        request.header("Authorization", "Bearer " + idToken);
      }
      return JSON.readTree(
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The answer's data; fails when there are errors. */
  public JsonNode data(String query, Map<String, Object> variables) {
    JsonNode answer = ask(query, variables);
    if (answer.has("errors")) {
      throw new AssertionError("GraphQL answered " + answer.get("errors"));
    }
    return answer.get("data");
  }
}
