package dev.freehold.api.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passwords of an Auth0 tenant's database connection, by its authentication API: {@code
 * /oauth/token} with the password-realm grant, {@code /dbconnections/signup} and {@code
 * /dbconnections/change_password}. What it cannot do without a management token is refused: a
 * password is set by the link that Auth0 mails.
 */
@Singleton
class Auth0Passwords implements PasswordOperations {
  private static final Logger LOG = LoggerFactory.getLogger(Auth0Passwords.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD_REALM = "http://auth0.com/oauth/grant-type/password-realm";
  private static final String EXPIRED = "Refresh Token has expired";

  private final ProviderHttp http;
  private final ClientSecrets secrets;

  Auth0Passwords(ProviderHttp http, ClientSecrets secrets) {
    this.http = http;
    this.secrets = secrets;
  }

  @Override
  public ProfileType type() {
    return ProfileType.AUTH0;
  }

  @Override
  public IssuedTokens logIn(Profile profile, String email, String password) {
    Map<String, String> request = client(profile);
    request.put("grant_type", PASSWORD_REALM);
    request.put("realm", profile.external().auth0().connection());
    request.put("username", email);
    request.put("password", password);
    request.put("scope", "openid profile email offline_access");
    Reply reply = post(profile, "/oauth/token", request);
    if (reply.status() == 200) {
      return tokens(reply, null);
    }
    throw switch (reply.error()) {
      case "invalid_grant", "invalid_user_password" -> FreeholdException.notAuthorized();
      case "mfa_required" ->
          refused("mfa_required", "Log in on the hosted page: the account has a second factor");
      default -> failure(reply);
    };
  }

  @Override
  public IssuedTokens refresh(Profile profile, String refreshToken) {
    Map<String, String> request = client(profile);
    request.put("grant_type", "refresh_token");
    request.put("refresh_token", refreshToken);
    Reply reply = post(profile, "/oauth/token", request);
    if (reply.status() == 200) {
      // Without rotation the answer has none, and the old one goes on.
      return tokens(reply, refreshToken);
    }
    if (reply.error().equals("invalid_grant")) {
      throw new FreeholdException(
          ErrorCode.TOKEN_EXPIRED, EXPIRED, Map.of("refreshToken", EXPIRED));
    }
    throw failure(reply);
  }

  @Override
  public void signUp(
      Profile profile,
      String email,
      String password,
      @Nullable String firstName,
      @Nullable String lastName) {
    Map<String, String> request = account(profile, email);
    request.put("password", password);
    if (firstName != null) {
      request.put("given_name", firstName);
    }
    if (lastName != null) {
      request.put("family_name", lastName);
    }
    Reply reply = post(profile, "/dbconnections/signup", request);
    if (reply.status() == 200) {
      return;
    }
    switch (reply.error()) {
      // Whether the account exists is told to nobody.
      case "user_exists", "username_exists", "invalid_signup" -> {}
      case "invalid_password",
          "password_strength_error",
          "password_dictionary_error",
          "password_no_user_info_error",
          "password_leaked" ->
          throw FreeholdException.of(
              ErrorCode.VALIDATION, "password", "does not follow the rules for passwords");
      default -> throw failure(reply);
    }
  }

  @Override
  public void forgot(Profile profile, String email) {
    Reply reply = post(profile, "/dbconnections/change_password", account(profile, email));
    if (reply.status() != 200) {
      throw failure(reply);
    }
  }

  @Override
  public void confirmForgotten(Profile profile, String email, String code, String newPassword) {
    throw byLink();
  }

  @Override
  public void change(Profile profile, String email, String oldPassword, String newPassword) {
    throw byLink();
  }

  @Override
  public void resendVerification(Profile profile, String email) {
    throw refused("not_possible_with_auth0", "Send the mail from Auth0's dashboard");
  }

  private Map<String, String> client(Profile profile) {
    Map<String, String> request = new HashMap<>();
    request.put("client_id", profile.clientId());
    secrets.of(profile).ifPresent(secret -> request.put("client_secret", secret));
    return request;
  }

  /** The endpoints about accounts know the client by its id only. */
  private static Map<String, String> account(Profile profile, String email) {
    Map<String, String> request = new HashMap<>();
    request.put("client_id", profile.clientId());
    request.put("connection", profile.external().auth0().connection());
    request.put("email", email);
    return request;
  }

  private Reply post(Profile profile, String path, Map<String, String> request) {
    URI uri = URI.create(Auth0Settings.base(profile.external().auth0().domain()) + path);
    try {
      ProviderHttp.Answer answer = http.postJson(uri, JSON.writeValueAsString(request), null);
      return new Reply(answer.status(), body(answer));
    } catch (IOException e) {
      throw failed("provider_unavailable", "Try again shortly", e);
    }
  }

  private static JsonNode body(ProviderHttp.Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException _) {
      return JSON.missingNode(); // The reset answers in plain words.
    }
  }

  private static IssuedTokens tokens(Reply reply, @Nullable String refreshToken) {
    JsonNode body = reply.body();
    if (!body.path("id_token").isTextual()) {
      throw failed("id_token_missing", "An administrator checks the application at Auth0", null);
    }
    return new IssuedTokens(
        body.path("id_token").textValue(),
        body.path("access_token").textValue(),
        body.path("refresh_token").asText(refreshToken),
        Duration.ofSeconds(body.path("expires_in").asLong(0)));
  }

  private static FreeholdException failure(Reply reply) {
    // Auth0's code, not its text, which may repeat what was sent.
    LOG.warn("Auth0 answered {} {}", reply.status(), reply.plainError());
    if (reply.status() == 429) {
      return new FreeholdException(
          ErrorCode.THROTTLED,
          ErrorCode.THROTTLED.message(),
          Map.of("reason", "too_many_requests", "remedy", "Try again later"));
    }
    return switch (reply.error()) {
      case "invalid_client", "unauthorized_client", "access_denied" ->
          failed(
              "client_not_accepted",
              "An administrator checks the client id and secret, and that the application at Auth0"
                  + " has the grant type Password",
              null);
      default -> failed("provider_refused", "An administrator looks at the log", null);
    };
  }

  private static FreeholdException byLink() {
    return refused("not_possible_with_auth0", "Use userPasswordForgot: Auth0 mails a link");
  }

  private static FreeholdException refused(String reason, String remedy) {
    return new FreeholdException(
        ErrorCode.ILLEGAL_OPERATION,
        ErrorCode.ILLEGAL_OPERATION.message(),
        Map.of("reason", reason, "remedy", remedy));
  }

  private static FreeholdException failed(String reason, String remedy, @Nullable Exception cause) {
    return new FreeholdException(
        ErrorCode.EXTERNAL_SERVICE,
        ErrorCode.EXTERNAL_SERVICE.message(),
        Map.of("reason", reason, "remedy", remedy),
        cause);
  }

  private record Reply(int status, JsonNode body) {
    /** The token endpoint calls it {@code error}, the others {@code code} or {@code name}. */
    String error() {
      String error = body.path("error").asText("");
      String code = body.path("code").asText("");
      return error.isEmpty() ? code : error;
    }

    String plainError() {
      return error().replaceAll("[^a-z_]", "");
    }
  }
}
