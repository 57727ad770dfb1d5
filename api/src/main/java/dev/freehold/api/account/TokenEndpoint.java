package dev.freehold.api.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.NativeClients;
import dev.freehold.api.profile.PasswordOperations.IssuedTokens;
import dev.freehold.api.profile.Profile;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks a realm's token endpoint (RFC 6749, sections 4.3 and 6) as the API's own client. */
@Singleton
class TokenEndpoint {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LARGEST = 256 * 1024;

  private final NativeClients clients;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(3))
          .build();

  TokenEndpoint(NativeClients clients) {
    this.clients = clients;
  }

  /** What the endpoint answered. */
  sealed interface Answer {
    record Granted(IssuedTokens tokens) implements Answer {}

    /** A refusal; Keycloak's refusals are told apart by the description alone. */
    record Refused(String error, String description) implements Answer {}
  }

  Answer logIn(Profile profile, EmailAddress email, String password) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "password");
    form.put("scope", "openid");
    form.put("username", email.text());
    form.put("password", password);
    return ask(profile, form);
  }

  Answer refresh(Profile profile, String refreshToken) {
    return ask(profile, Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
  }

  private Answer ask(Profile profile, Map<String, String> form) {
    NativeClients.NativeClient client = clients.of(profile);
    String credentials = NativeClients.CLIENT_ID + ":" + client.secret();
    HttpRequest request =
        HttpRequest.newBuilder(client.tokenEndpoint())
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
            .POST(BodyPublishers.ofString(encoded(form)))
            .build();
    try {
      HttpResponse<byte[]> response =
          http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
      return answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException e) {
      // Its own text may quote the answer, which holds tokens.
      throw unavailable("keycloak_unavailable", new IOException(e.getClass().getSimpleName()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("keycloak_unavailable", e);
    }
  }

  private static Answer answer(int status, JsonNode body) {
    if (status == 200) {
      return new Answer.Granted(
          new IssuedTokens(
              body.path("id_token").asText(),
              body.path("access_token").asText(),
              body.path("refresh_token").asText(),
              Duration.ofSeconds(body.path("expires_in").asLong())));
    }
    String error = body.path("error").asText();
    String description = body.path("error_description").asText();
    if (status >= 500) {
      throw unavailable("keycloak_unavailable", new IOException("status " + status));
    }
    if (!error.equals("invalid_grant")) {
      // The realm has no such client yet, or another secret: provisioning repairs it.
      throw unavailable("realm_not_ready", new IOException(error + ": " + description));
    }
    return new Answer.Refused(error, description);
  }

  private static FreeholdException unavailable(String reason, Exception cause) {
    return new FreeholdException(
        ErrorCode.EXTERNAL_SERVICE,
        ErrorCode.EXTERNAL_SERVICE.message(),
        Map.of("reason", reason, "remedy", "Try again shortly"),
        cause);
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field ->
            field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  @PreDestroy
  void close() {
    http.shutdownNow();
  }
}
