package dev.freehold.api.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.PasswordOperations.IssuedTokens;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Exchanges an authorization code at the profile's token endpoint (RFC 6749, section 4.1.3; RFC
 * 7636). What the provider says of a failure goes to the log only.
 */
@Singleton
public class CodeExchange {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 4_000;

  private final ProfileRepository profiles;
  private final ClientSecrets secrets;
  private final KeycloakSettings keycloak;
  private final ProviderHttp http;
  private final KeycloakHttp own;

  CodeExchange(
      ProfileRepository profiles,
      ClientSecrets secrets,
      KeycloakSettings keycloak,
      ProviderHttp http,
      KeycloakHttp own) {
    this.profiles = profiles;
    this.secrets = secrets;
    this.keycloak = keycloak;
    this.http = http;
    this.own = own;
  }

  /**
   * The tokens for a code; not verified.
   *
   * @param redirectUri exactly one of the profile's callback URLs
   * @param codeVerifier null when the log-in was started without PKCE
   */
  public IssuedTokens exchange(
      UUID profileId, String code, String redirectUri, @Nullable String codeVerifier) {
    Profile profile =
        profiles.find(profileId).filter(Profile::inForce).orElseThrow(ProfileService::absent);
    if (!profile.callbackUrls().contains(redirectUri)) {
      throw FreeholdException.of(
          ErrorCode.VALIDATION, "redirectUri", "is not one of the profile's callback URLs");
    }
    return exchange(profile, code, redirectUri, codeVerifier);
  }

  /**
   * The same for a log-in that this API began itself; see {@link SignInFacade#CALLBACK}.
   *
   * @param callback where that log-in returned to
   */
  public IssuedTokens ofOwnLogIn(Profile profile, String code, URI callback, String codeVerifier) {
    return exchange(profile, code, callback.toString(), codeVerifier);
  }

  private IssuedTokens exchange(
      Profile profile, String code, String redirectUri, @Nullable String codeVerifier) {
    if (code.isBlank() || code.length() > LONGEST) {
      throw FreeholdException.of(ErrorCode.VALIDATION, "code", "is not a code");
    }
    Map<String, String> fields = new HashMap<>();
    fields.put("grant_type", "authorization_code");
    fields.put("code", code);
    fields.put("redirect_uri", redirectUri);
    if (codeVerifier != null) {
      fields.put("code_verifier", codeVerifier);
    }
    return tokens(ask(profile, fields));
  }

  /** What the token endpoint answers to a request of the profile's client. */
  private ProviderHttp.Answer ask(Profile profile, Map<String, String> fields) {
    try {
      if (profile.builtIn()) {
        fields.put("client_id", profile.clientId());
        return own.post(
            URI.create(
                keycloak.internalUrl()
                    + "/realms/"
                    + profile.realm()
                    + "/protocol/openid-connect/token"),
            fields);
      }
      URI endpoint = profile.external().endpoints().token();
      if (endpoint == null) {
        throw FreeholdException.of(
            ErrorCode.ILLEGAL_OPERATION, "authProfileId", "The issuer has no token endpoint");
      }
      Optional<String> secret = secrets.of(profile);
      if (secret.isPresent() && profile.type() != ProfileType.AUTH0) {
        return http.postForm(endpoint, fields, profile.clientId(), secret.get());
      }
      fields.put("client_id", profile.clientId());
      secret.ifPresent(text -> fields.put("client_secret", text));
      return http.postForm(endpoint, fields);
    } catch (IOException e) {
      throw failed("provider_unavailable", "Try again shortly", e);
    }
  }

  private static IssuedTokens tokens(ProviderHttp.Answer answer) {
    JsonNode body = body(answer);
    if (answer.status() == 200 && body.path("id_token").isTextual()) {
      return new IssuedTokens(
          body.path("id_token").textValue(),
          body.path("access_token").textValue(),
          body.path("refresh_token").textValue(),
          Duration.ofSeconds(body.path("expires_in").asLong(0)));
    }
    String error = body.path("error").asText("");
    if (answer.status() == 200) {
      throw failed("id_token_missing", "Ask for the scope openid at the log-in", null);
    }
    if (error.equals("invalid_grant")) {
      throw new FreeholdException(
          ErrorCode.INVALID_ARGUMENT,
          ErrorCode.INVALID_ARGUMENT.message(),
          Map.of(
              "code", "is not accepted, or not any more",
              "reason", "code_not_accepted",
              "remedy", "Log in again; a code works once, and with its own verifier only"));
    }
    if (answer.status() == 401 || error.equals("invalid_client")) {
      throw failed(
          "client_not_accepted",
          "An administrator checks the profile's client id and secret",
          null);
    }
    throw failed("provider_refused", "An administrator checks the client at the provider", null);
  }

  private static JsonNode body(ProviderHttp.Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException _) {
      return JSON.missingNode();
    }
  }

  private static FreeholdException failed(String reason, String remedy, @Nullable Exception cause) {
    return new FreeholdException(
        ErrorCode.EXTERNAL_SERVICE,
        ErrorCode.EXTERNAL_SERVICE.message(),
        Map.of("reason", reason, "remedy", remedy),
        cause);
  }
}
