package dev.freehold.local.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.local.UsedSecrets;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Plain requests with a bearer token, to interfaces the admin client does not know. */
final class Rest {
  record Answer(int status, JsonNode json) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Rest() {}

  static Answer get(URI uri, String token) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri).GET(), token);
  }

  static Answer post(URI uri, String token, String json) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)),
        token);
  }

  private static Answer send(HttpRequest.Builder request, String token)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HTTP.send(
            request
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    boolean json = answer.headers().firstValue("content-type").orElse("").contains("json");
    return new Answer(
        answer.statusCode(), json ? JSON.readTree(answer.body()) : MissingNode.getInstance());
  }

  /** An access token by password, from the test client that allows it. */
  static String token(URI keycloak, String realm, String username, String password)
      throws IOException, InterruptedException {
    String form =
        "grant_type=password&client_id=direct&username=%s&password=%s"
            .formatted(
                URLEncoder.encode(username, StandardCharsets.UTF_8),
                URLEncoder.encode(password, StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(
                    URI.create(keycloak + "/realms/" + realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return UsedSecrets.OF_THIS_RUN.token(
        "access token", JSON.readTree(answer.body()).path("access_token").asText());
  }
}
