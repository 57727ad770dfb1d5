package dev.freehold.api.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.freehold.api.ExternalProfile;
import dev.freehold.api.TestApi;
import dev.freehold.api.TestProvider;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant shaped like Auth0: its authentication API and its management API, on loopback. */
class Auth0Test {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static TestApi api;
  private static String root;
  private final List<String> clients = new CopyOnWriteArrayList<>();
  private final List<String> apis = new CopyOnWriteArrayList<>();
  private final List<JsonNode> sent = new CopyOnWriteArrayList<>();
  private TestProvider tenant;
  private Auth0Passwords passwords;

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
    tenant = new TestProvider("/");
    passwords = api.server.getApplicationContext().getBean(Auth0Passwords.class);
    tenant.on("/oauth/token", this::token);
    tenant.on("/dbconnections/signup", this::signUp);
    tenant.on(
        "/dbconnections/change_password",
        exchange -> {
          body(exchange);
          TestProvider.send(exchange, 200, "We've just sent you an email");
        });
    tenant.on("/api/v2/clients", this::clients);
    tenant.on("/api/v2/resource-servers", this::apis);
    tenant.on("/api/v2/resource-servers/https://api.shop", this::apis);
  }

  @AfterEach
  void stopTenant() {
    tenant.close();
  }

  private JsonNode body(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    sent.add(body);
    return body;
  }

  private void token(HttpExchange exchange) throws IOException {
    JsonNode body = body(exchange);
    boolean good =
        body.path("password").asText().equals("right")
            || body.path("refresh_token").asText().equals("fresh");
    TestProvider.send(
        exchange,
        good ? 200 : 403,
        good
            ? "{\"id_token\": \"%s\", \"expires_in\": 86400}"
                .formatted(tenant.token("auth0|1", c -> {}))
            : "{\"error\": \"%s\", \"error_description\": \"Wrong email or password.\"}"
                .formatted(
                    body.path("password").asText().equals("mfa")
                        ? "mfa_required"
                        : "invalid_grant"));
  }

  private void signUp(HttpExchange exchange) throws IOException {
    JsonNode body = body(exchange);
    String code =
        body.path("password").asText().equals("weak")
            ? "invalid_password"
            : body.path("email").asText().startsWith("known") ? "invalid_signup" : "";
    TestProvider.send(exchange, code.isEmpty() ? 200 : 400, "{\"code\": \"%s\"}".formatted(code));
  }

  private void clients(HttpExchange exchange) throws IOException {
    if (!"Bearer managed".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      TestProvider.send(exchange, 403, "{}");
    } else if (exchange.getRequestMethod().equals("POST")) {
      clients.add(body(exchange).path("name").asText());
      TestProvider.send(exchange, 201, "{\"client_id\": \"made\"}");
    } else {
      List<Map<String, String>> all =
          clients.stream().map(name -> Map.of("name", name, "client_id", "made")).toList();
      TestProvider.send(exchange, 200, JSON.writeValueAsString(all));
    }
  }

  private void apis(HttpExchange exchange) throws IOException {
    boolean post = exchange.getRequestMethod().equals("POST");
    if (post) {
      apis.add(body(exchange).path("identifier").asText());
    }
    TestProvider.send(exchange, post ? 201 : apis.isEmpty() ? 404 : 200, "{\"id\": \"api\"}");
  }

  private Profile profile() {
    String id =
        ExternalProfile.create(
            api,
            root,
            tenant,
            "name: \"Tenant\", type: AUTH0, selfSignUp: OPEN, auth0: {domain: \""
                + tenant.base()
                + "\", clientId: \"shop\", clientSecret: \"hush\"}");
    return api.server
        .getApplicationContext()
        .getBean(ProfileRepository.class)
        .find(UUID.fromString(id))
        .orElseThrow();
  }

  private static JsonNode setup(String base, String token, boolean dryRun) {
    return api.graphql(
        root,
        "mutation { auth0Setup(data: {managementDomain: \""
            + base
            + "\", managementToken: \""
            + token
            + "\", apiIdentifier: \"https://api.shop\", dryRun: "
            + dryRun
            + "}) { clientId steps { kind action } } }");
  }

  @Test
  void logsInWithThePasswordOfTheDatabaseConnection() {
    Profile profile = profile();
    String token = passwords.logIn(profile, "ada@example.com", "right").idToken();
    assertThat(api.graphql(token, "{ user { origin } }").at("/data/user/origin").asText())
        .isEqualTo("AUTH0");
    assertThat(sent.getFirst().path("grant_type").asText())
        .isEqualTo("http://auth0.com/oauth/grant-type/password-realm");
    assertThat(sent.getFirst().path("realm").asText())
        .isEqualTo("Username-Password-Authentication");
    assertThat(sent.getFirst().path("client_secret").asText()).isEqualTo("hush");
  }

  @Test
  void tellsNothingOfAuth0sTexts() {
    Profile profile = profile();
    assertRefused(() -> passwords.logIn(profile, "a@b.c", "wrong"), ErrorCode.NOT_AUTHORIZED);
    assertRefused(() -> passwords.logIn(profile, "a@b.c", "mfa"), ErrorCode.ILLEGAL_OPERATION);
    assertRefused(() -> passwords.refresh(profile, "stale"), ErrorCode.TOKEN_EXPIRED);
    tenant.answers(503);
    assertRefused(() -> passwords.refresh(profile, "fresh"), ErrorCode.EXTERNAL_SERVICE);
  }

  private static void assertRefused(Runnable work, ErrorCode code) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            FreeholdException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal.getMessage() + refusal.details())
                  .doesNotContain("Wrong email or password");
            });
  }

  @Test
  void keepsTheRefreshTokenThatIsNotRotated() {
    assertThat(passwords.refresh(profile(), "fresh").refreshToken()).isEqualTo("fresh");
  }

  @Test
  void signsUpWithoutTellingWhoExists() {
    Profile profile = profile();
    passwords.signUp(profile, "new@example.com", "right", "Ada", null);
    passwords.signUp(profile, "known@example.com", "right", null, null);
    assertRefused(
        () -> passwords.signUp(profile, "new@example.com", "weak", null, null),
        ErrorCode.VALIDATION);
    passwords.forgot(profile, "known@example.com");
    assertThat(sent.getLast().path("connection").asText())
        .isEqualTo("Username-Password-Authentication");
    assertThat(sent.getLast().has("client_secret")).isFalse();
  }

  @Test
  void makesApplicationAndApiOnceAndNothingInADryRun() {
    JsonNode dry = setup(tenant.base(), "managed", true).at("/data/auth0Setup");
    assertThat(dry.at("/steps").findValuesAsText("action"))
        .containsExactly("WOULD_CREATE", "WOULD_CREATE");
    assertThat(clients).isEmpty();
    assertThat(apis).isEmpty();

    JsonNode made = setup(tenant.base(), "managed", false).at("/data/auth0Setup");
    assertThat(made.at("/clientId").asText()).isEqualTo("made");
    assertThat(made.at("/steps").findValuesAsText("action")).containsExactly("CREATED", "CREATED");

    JsonNode again = setup(tenant.base(), "managed", false).at("/data/auth0Setup");
    assertThat(again.at("/steps").findValuesAsText("action")).containsExactly("EXISTS", "EXISTS");
    assertThat(clients).containsExactly("Freehold");
    assertThat(apis).containsExactly("https://api.shop");
  }

  @Test
  void namesTheScopesThatTheManagementTokenLacks() {
    JsonNode error = setup(tenant.base(), "weak", false).at("/errors/0/details");
    assertThat(error.at("/managementToken").asText()).contains("create:clients");
  }
}
