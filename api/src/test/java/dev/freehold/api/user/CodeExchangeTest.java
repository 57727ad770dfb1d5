package dev.freehold.api.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.ExternalProfile;
import dev.freehold.api.TestApi;
import dev.freehold.api.TestProvider;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CodeExchangeTest {
  private static final String CALLBACK = "http://localhost:3000/auth/callback";
  private static TestApi api;
  private static String root;
  private final AtomicReference<String> asked = new AtomicReference<>("");
  private TestProvider provider;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    root = api.administrator("root");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void begin() {
    api.database.execute(
        """
        delete from freehold.users where email <> 'root@example.com';
        delete from freehold.profiles where not is_default\
        """);
    provider = new TestProvider();
    provider.on(
        "/oauth/token",
        exchange -> {
          asked.set(
              exchange.getRequestHeaders().getFirst("Authorization")
                  + ' '
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          boolean good = asked.get().contains("code=good&") || asked.get().endsWith("code=good");
          TestProvider.send(
              exchange,
              good ? 200 : 400,
              good
                  ? "{\"id_token\": \"%s\", \"refresh_token\": \"r\", \"expires_in\": 60}"
                      .formatted(provider.token("ada", c -> {}))
                  : "{\"error\": \"invalid_grant\", \"error_description\": \"secret text\"}");
        });
  }

  @AfterEach
  void stopProvider() {
    provider.close();
  }

  private static JsonNode exchange(String profile, String code, String callback) {
    return api.graphql(
        null,
        "mutation { getToken(code: \""
            + code
            + "\", authProfileId: \""
            + profile
            + "\", redirectUri: \""
            + callback
            + "\", codeVerifier: \"v\") { idToken refreshToken expiresIn } }");
  }

  @Test
  void exchangesTheCodeAndSignsUp() {
    String profile =
        ExternalProfile.openId(
            api,
            root,
            provider,
            "selfSignUp: OPEN",
            ", clientSecret: \"s3cr:t\", autoSignUp: false");
    JsonNode tokens = exchange(profile, "good", CALLBACK).at("/data/getToken");
    assertThat(tokens.at("/refreshToken").asText()).isEqualTo("r");
    assertThat(tokens.at("/expiresIn").asInt()).isEqualTo(60);
    assertThat(asked.get())
        .startsWith(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("shop:s3cr%3At".getBytes(StandardCharsets.UTF_8)))
        .contains(
            "code_verifier=v", "redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fauth%2Fcallback");
    assertThat(api.database.texts("select email from freehold.users")).contains("ada@example.com");
  }

  @Test
  void keepsTheSecretSealedAndShowsItNever() {
    String profile =
        ExternalProfile.openId(
            api, root, provider, "selfSignUp: OPEN", ", clientSecret: \"s3cr:t\"");
    assertThat(api.database.texts("select external::text from freehold.profiles").toString())
        .doesNotContain("s3cr:t");
    assertThat(
            api.graphql(
                    root,
                    "{ authenticationProfile(id: \""
                        + profile
                        + "\") { openId { hasClientSecret } } }")
                .at("/data/authenticationProfile/openId/hasClientSecret")
                .asBoolean())
        .isTrue();
  }

  @Test
  void takesTheSecretFromTheVariableItNames() {
    api.graphql(
        root,
        "mutation { environmentVariableCreate(data: {name: \"SHOP_SECRET\", value: \"other\"})"
            + " { id } }");
    String profile =
        ExternalProfile.openId(
            api, root, provider, "selfSignUp: OPEN", ", clientSecret: \"${SHOP_SECRET}\"");
    exchange(profile, "good", CALLBACK);
    assertThat(asked.get())
        .startsWith(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("shop:other".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void refusesWhoeverTheRuleDoesNotLetIn() {
    String profile = ExternalProfile.openId(api, root, provider, "selfSignUp: OFF", "");
    JsonNode answer = exchange(profile, "good", CALLBACK);
    assertThat(answer.at("/errors/0/details/reason").asText()).isEqualTo("sign_up_off");
    assertThat(answer.at("/data/getToken").isMissingNode()).isTrue();
  }

  @Test
  void asksNobodyForARedirectThatIsNotTheProfiles() {
    String profile = ExternalProfile.openId(api, root, provider, "selfSignUp: OPEN", "");
    for (String callback :
        new String[] {
          CALLBACK + "/",
          CALLBACK + "?a=b",
          "https://evil.example",
          "HTTP://localhost:3000/auth/callback"
        }) {
      assertThat(exchange(profile, "good", callback).at("/errors/0/code").asText())
          .isEqualTo("ValidationError");
    }
    assertThat(asked.get()).isEmpty();
  }

  @Test
  void tellsNothingThatTheProviderSaid() {
    String profile = ExternalProfile.openId(api, root, provider, "selfSignUp: OPEN", "");
    JsonNode answer = exchange(profile, "bad", CALLBACK);
    assertThat(answer.at("/errors/0/details/reason").asText()).isEqualTo("code_not_accepted");
    assertThat(answer.toString()).doesNotContain("secret text");
    provider.answers(503);
    assertThat(exchange(profile, "good", CALLBACK).at("/errors/0/code").asText())
        .isEqualTo("ExternalServiceError");
  }

  @Test
  void refusesATokenThatIsNotTheProfiles() {
    String profile = ExternalProfile.openId(api, root, provider, "selfSignUp: OPEN", "");
    provider.on(
        "/oauth/token",
        exchange ->
            TestProvider.send(
                exchange,
                200,
                "{\"id_token\": \"%s\"}".formatted(api.token("root", "root@example.com", true))));
    assertThat(exchange(profile, "good", CALLBACK).at("/errors/0/code").asText())
        .isEqualTo("InvalidTokenError");
  }

  @Test
  void refusesADisabledProfile() {
    String profile = ExternalProfile.openId(api, root, provider, "selfSignUp: OPEN", "");
    api.graphql(
        root,
        "mutation { authenticationProfileUpdate(data: {id: \""
            + profile
            + "\", enabled: false}) { id } }");
    assertThat(exchange(profile, "good", CALLBACK).at("/errors/0/code").asText())
        .isEqualTo("EntityNotFoundError");
    assertThat(asked.get()).isEmpty();
  }
}
