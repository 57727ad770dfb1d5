package dev.freehold.local.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.local.GraphQl;
import dev.freehold.local.TestPlatform;
import dev.freehold.local.UsedSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.keycloak.admin.client.resource.RealmResource;

/** A profile that takes passwords through the API, and an application that sends them. */
public final class NativeApp implements AutoCloseable {
  public static final String PASSWORD = secret("correct horse battery");

  private static final String LOG_IN =
      "mutation ($data: UserLoginInput!) { userLogin(data: $data) { success auth { idToken"
          + " refreshToken accessToken idTokenExpiresAt accessTokenExpiresAt } } }";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final TestPlatform platform;
  private final GraphQl administrator;
  private final JsonNode made;

  public NativeApp(TestPlatform platform, Map<String, Object> settings) {
    this.platform = platform;
    platform.api();
    platform.awaitProvisioned();
    administrator = platform.administrator();
    Map<String, Object> data = new HashMap<>(settings);
    data.put("name", "Native " + UUID.randomUUID());
    data.put("nativeLogIn", true);
    made =
        administrator
            .data(
                "mutation ($data: AuthenticationProfileCreateInput!) {"
                    + " authenticationProfileCreate(data: $data)"
                    + " { id status statusReason nativeLogIn clientInformation { issuer } } }",
                Map.of("data", data))
            .get("authenticationProfileCreate");
    if (!made.get("status").asText().equals("READY")) {
      throw new AssertionError(made.toString());
    }
  }

  String profile() {
    return made.get("id").asText();
  }

  public URI issuer() {
    return URI.create(made.at("/clientInformation/issuer").asText());
  }

  public RealmResource realm() {
    return platform.admin().realm(issuer().getPath().substring("/realms/".length()));
  }

  GraphQl administrator() {
    return administrator;
  }

  /** The answer's text, as a client without a bearer gets it. */
  String post(String mutation, Map<String, Object> variables) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(platform.api().url().resolve("/graphql"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body(mutation, variables)))
              .build();
      String answer = HTTP.send(request, BodyHandlers.ofString()).body();
      for (String kind : new String[] {"idToken", "accessToken", "refreshToken"}) {
        for (JsonNode token : JSON.readTree(answer).findValues(kind)) {
          UsedSecrets.OF_THIS_RUN.token(kind, token.asText());
        }
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String body(String mutation, Map<String, Object> variables) {
    try {
      return JSON.writeValueAsString(Map.of("query", mutation, "variables", variables));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode ask(String mutation, Map<String, Object> variables) {
    return json(post(mutation, variables));
  }

  /** A password that must show in no log. */
  static String secret(String password) {
    return UsedSecrets.OF_THIS_RUN.text("a password", password);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String logInText(String email, String password) {
    return post(LOG_IN, logInVariables(email, password));
  }

  /** The body of a log-in, for {@code POST /graphql}. */
  public String logInBody(String email, String password) {
    return body(LOG_IN, logInVariables(email, password));
  }

  private Map<String, Object> logInVariables(String email, String password) {
    return Map.of("data", Map.of("email", email, "password", password, "authProfileId", profile()));
  }

  /** With which the API itself asks Keycloak. */
  public String clientSecret() {
    return UsedSecrets.OF_THIS_RUN.text(
        "the native client's secret",
        realm().clients().findByClientId("freehold-native").getFirst().getSecret());
  }

  JsonNode logIn(String email, String password) {
    return json(logInText(email, password));
  }

  JsonNode refresh(String refreshToken) {
    return ask(
        "mutation ($data: RefreshTokenInput!) { userRefreshToken(data: $data) { idToken"
            + " refreshToken } }",
        Map.of("data", Map.of("refreshToken", refreshToken, "authProfileId", profile())));
  }

  String signUpText(String email, String password) {
    return post(
        "mutation ($id: ID, $password: String!, $user: UserCreateInput!) {"
            + " userSignUpWithPassword(authProfileId: $id, password: $password, user: $user)"
            + " { id email emailVerified firstName status origin roles { items { name } } } }",
        Map.of(
            "id",
            profile(),
            "password",
            password,
            "user",
            Map.of("email", email, "firstName", "Ada", "lastName", "Lovelace")));
  }

  String forgotText(String email) {
    return post(
        "mutation ($data: PasswordForgotInput!) { userPasswordForgot(data: $data) { success } }",
        Map.of("data", Map.of("email", email, "authProfileId", profile())));
  }

  String confirmText(String email, String code, String password) {
    return post(
        "mutation ($data: PasswordForgotConfirmInput!) { userPasswordForgotConfirm(data: $data)"
            + " { success } }",
        Map.of(
            "data",
            Map.of(
                "email", email,
                "code", code,
                "newPassword", password,
                "authProfileId", profile())));
  }

  JsonNode change(String email, String before, String after, String refreshToken) {
    return ask(
        "mutation ($data: ChangePasswordInput!) { userChangePassword(data: $data) { success } }",
        Map.of(
            "data",
            Map.of(
                "email", email,
                "oldPassword", before,
                "newPassword", after,
                "refreshToken", refreshToken,
                "authProfileId", profile())));
  }

  String resendText(String email) {
    return post(
        "mutation ($id: ID, $data: VerificationEmailResendInput!) {"
            + " userVerificationEmailResend(authProfileId: $id, data: $data) { success } }",
        Map.of("id", profile(), "data", Map.of("email", email)));
  }

  public static String newEmail() {
    return "ada-" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
  }

  @Override
  public void close() {
    administrator.data(
        "mutation ($data: AuthenticationProfileDeleteInput!) {"
            + " authenticationProfileDelete(data: $data) { success } }",
        Map.of("data", Map.of("id", profile(), "force", true)));
  }
}
