package dev.freehold.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mutations with passwords while Keycloak does not answer. */
class AccountFieldsTest {
  private static TestApi api;

  @BeforeAll
  static void start() {
    api =
        new TestApi(
            Map.of(
                "freehold.smtp.host",
                "127.0.0.1",
                "freehold.smtp.port",
                "9",
                "freehold.proxy.hops",
                1,
                "freehold.account.tries-per-account",
                3,
                "freehold.account.tries-per-address",
                20));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void allow() {
    api.prepare(
        "update freehold.profiles set native_log_in = true; delete from freehold.rate_limits");
  }

  @Test
  void isOffByDefault() {
    api.prepare("update freehold.profiles set native_log_in = default");
    for (String mutation :
        new String[] {
          logIn("ada@example.com"),
          "{ userRefreshToken(data: {refreshToken: \"x\"}) { idToken } }",
          forgot("ada@example.com"),
          "{ userPasswordForgotConfirm(data: {email: \"a@b\", code: \"1\", newPassword: \"x\"})"
              + " { success } }",
          "{ userChangePassword(data: {email: \"a@b\", oldPassword: \"1\", newPassword: \"x\","
              + " refreshToken: \"x\"}) { success } }",
          "{ userVerificationEmailResend(data: {email: \"a@b\"}) { success } }",
          "{ userSignUpWithPassword(password: \"x\", user: {email: \"a@b\"}) { id } }"
        }) {
      JsonNode error = error(mutation);
      assertThat(error.get("code").asText()).as(mutation).isEqualTo("IllegalOperationError");
      assertThat(error.at("/details/reason").asText()).isEqualTo("native_login_off");
      assertThat(error.at("/details/remedy").asText()).contains("nativeLogIn");
    }
  }

  @Test
  void saysThatKeycloakDoesNotAnswer() {
    JsonNode error = error(logIn("ada@example.com"));
    assertThat(error.get("code").asText()).isEqualTo("ExternalServiceError");
    assertThat(error.at("/details/reason").asText()).isEqualTo("keycloak_unavailable");
  }

  @Test
  void limitsTriesForAnAccountWhateverItsSpelling() {
    for (String email : new String[] {"ada@example.com", "ADA@example.com", "Ada@Example.com"}) {
      assertThat(error(logIn(email)).get("code").asText()).isEqualTo("ExternalServiceError");
    }
    JsonNode error = error(logIn("ada@example.com"));
    assertThat(error.get("code").asText()).isEqualTo("ThrottlingThresholdReachedError");
    assertThat(error.at("/details/reason").asText()).isEqualTo("too_many_requests");
    assertThat(error.at("/details/retryAfterSeconds").asInt()).isPositive();
    assertThat(error(logIn("eve@example.com")).get("code").asText())
        .isEqualTo("ExternalServiceError");
  }

  @Test
  void limitsTriesFromOneAddress() {
    for (int i = 0; i < 20; i++) {
      error(logIn("ada" + i + "@example.com"));
    }
    assertThat(error(logIn("ada@example.com")).get("code").asText())
        .isEqualTo("ThrottlingThresholdReachedError");
  }

  @Test
  void limitsEachClientBehindAProxyAlone() {
    for (int i = 0; i < 20; i++) {
      assertThat(from("203.0.113.1", i)).contains("ExternalServiceError");
    }
    assertThat(from("203.0.113.1", 20)).contains("ThrottlingThresholdReachedError");
    // What the client wrote itself stands left of what the proxy saw.
    assertThat(from("198.51.100.9, 203.0.113.1", 21)).contains("ThrottlingThresholdReachedError");
    assertThat(from("203.0.113.2", 22)).contains("ExternalServiceError");
  }

  private static String from(String forwarded, int i) {
    String query = "mutation " + logIn("ada" + i + "@example.com").replace("\"", "\\\"");
    return api.post(
            "/graphql",
            Map.of("x-forwarded-for", forwarded),
            ("{\"query\": \"" + query + "\"}").getBytes(StandardCharsets.UTF_8))
        .body();
  }

  @Test
  void limitsMailsToAnAddress() {
    for (int i = 0; i < 5; i++) {
      assertThat(ask(forgot("ada@example.com")).has("errors")).isFalse();
    }
    assertThat(error(forgot("ada@example.com")).get("code").asText())
        .isEqualTo("ThrottlingThresholdReachedError");
  }

  @Test
  void refusesWhatIsNoAddressBeforeAnythingElse() {
    assertThat(error(logIn("\uff41da@example.com")).get("code").asText())
        .isEqualTo("ValidationError");
    assertThat(api.database.texts("select 1 from freehold.rate_limits")).isEmpty();
  }

  @Test
  void signUpFollowsTheProfilesRule() {
    api.prepare("update freehold.profiles set sign_up_mode = 'OFF'");
    String mutation =
        "{ userSignUpWithPassword(password: \"correct horse\", user: {email: \"a@b.org\"}) { id"
            + " } }";
    assertThat(error(mutation).at("/details/reason").asText()).isEqualTo("sign_up_off");
    api.prepare(
        "update freehold.profiles set sign_up_mode = 'DOMAINS', sign_up_domains = '{b.com}'");
    assertThat(error(mutation).at("/details/reason").asText()).isEqualTo("sign_up_domain");
    api.prepare("update freehold.profiles set sign_up_mode = 'OPEN'");
    assertThat(error(mutation).get("code").asText()).isEqualTo("ExternalServiceError");
  }

  private static String logIn(String email) {
    return "{ userLogin(data: {email: \"" + email + "\", password: \"x\"}) { success } }";
  }

  private static String forgot(String email) {
    return "{ userPasswordForgot(data: {email: \"" + email + "\"}) { success } }";
  }

  private static JsonNode ask(String mutation) {
    return api.graphql(null, "mutation " + mutation);
  }

  private static JsonNode error(String mutation) {
    return ask(mutation).at("/errors/0");
  }
}
