package dev.freehold.api.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.KeycloakHttp;
import dev.freehold.api.profile.NativeClients;
import dev.freehold.api.profile.PasswordOperations.IssuedTokens;
import dev.freehold.api.profile.Profile;
import dev.freehold.api.profile.ProviderHttp;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks a realm's token endpoint (RFC 6749, sections 4.3 and 6) as the API's own client. */
@Singleton
class TokenEndpoint {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NativeClients clients;
  private final KeycloakHttp http;

  TokenEndpoint(NativeClients clients, KeycloakHttp http) {
    this.clients = clients;
    this.http = http;
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
    try {
      ProviderHttp.Answer answer =
          http.post(client.tokenEndpoint(), form, NativeClients.CLIENT_ID, client.secret());
      return answer(answer.status(), JSON.readTree(answer.body()));
    } catch (IOException e) {
      // Its own text may quote the answer, which holds tokens.
      throw unavailable("keycloak_unavailable", new IOException(e.getClass().getSimpleName()));
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
}
