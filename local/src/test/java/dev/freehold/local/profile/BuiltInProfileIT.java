package dev.freehold.local.profile;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import dev.freehold.local.GraphQl;
import dev.freehold.local.TestPlatform;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** What a built-in profile says is what people meet on its hosted page. */
class BuiltInProfileIT {
  private static final String PASSWORD = "correct horse battery";
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String CREATE =
      """
      mutation ($data: AuthenticationProfileCreateInput!) {
        authenticationProfileCreate(data: $data) {
          id status statusReason clientInformation { issuer } builtIn { connections { callbackUrl } }
        }
      }
      """;
  private static final String UPDATE =
      """
      mutation ($data: AuthenticationProfileUpdateInput!) {
        authenticationProfileUpdate(data: $data) { status statusReason }
      }
      """;
  private static final String DELETE =
      """
      mutation ($data: AuthenticationProfileDeleteInput!) {
        authenticationProfileDelete(data: $data) { success }
      }
      """;
  private static final String PLAN =
      """
      query ($id: ID!, $data: AuthenticationProfileUpdateInput) {
        authenticationProfilePlan(id: $id, data: $data) { count items { setting wanted found } }
      }
      """;

  private final TestPlatform platform = TestPlatform.shared();
  private final List<String> profiles = new ArrayList<>();
  private HttpServer application;
  private String callback;
  private GraphQl administrator;
  private BrowserContext context;
  private Page page;
  private String issuer;

  @BeforeEach
  void logInAsAdministrator() throws IOException {
    application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    application.createContext("/", BuiltInProfileIT::answer);
    application.start();
    callback = "http://127.0.0.1:" + application.getAddress().getPort() + "/callback";
    platform.api();
    platform.awaitProvisioned();
    administrator = platform.administrator();
    context = platform.browser().newContext();
    page = context.newPage();
    page.setDefaultTimeout(15_000);
  }

  @AfterEach
  void removeProfiles() {
    context.close();
    application.stop(0);
    for (String profile : profiles.reversed()) {
      administrator.data(DELETE, Map.of("data", Map.of("id", profile, "force", true)));
    }
  }

  @Test
  void aRequiredSecondFactorIsSetUpAtSignUpAndAskedForAtTheNextLogIn() {
    String id = create("Codes", Map.of("secondFactor", Map.of("mode", "REQUIRED")));
    assertThat(plan(id, null)).isEmpty();
    String email = signUp(PASSWORD);
    page.locator("#mode-manual").click();
    String secret = page.locator("#kc-totp-secret-key").textContent();
    page.locator("#totp").fill(Totp.code(secret));
    page.locator("#saveTOTPBtn").click();
    assertLoggedIn();

    context.clearCookies();
    logIn(email, PASSWORD);
    assertThat(page.locator("#otp")).isVisible();
    page.locator("#otp").fill("000000");
    page.locator("#kc-login").click();
    assertThat(page.locator("#input-error-otp")).isVisible();
    page.locator("#otp").fill(Totp.nextCode(secret));
    page.locator("#kc-login").click();
    assertLoggedIn();
  }

  @Test
  void whoeverHasNoSecondFactorYetSetsOneUpOnceItIsRequired() {
    String id = create("Later", Map.of());
    String email = signUp(PASSWORD);
    assertLoggedIn();
    update(id, Map.of("secondFactor", Map.of("mode", "REQUIRED")));

    context.clearCookies();
    logIn(email, PASSWORD);

    assertThat(page.locator("#kc-totp-settings-form")).isVisible();
  }

  @Test
  void aPasskeyTakesThePlaceOfThePassword() {
    create("Keys", Map.of("passkeys", true));
    virtualAuthenticator();
    String email = signUp(PASSWORD);
    assertLoggedIn();
    page.navigate(url() + "&kc_action=webauthn-register-passwordless");
    page.onDialog(dialog -> dialog.accept("My device"));
    page.locator("#registerWebAuthn").click();
    assertLoggedIn();

    context.clearCookies();
    page.navigate(url());
    try {
      page.locator("#authenticateWebAuthnButton").click();
    } catch (PlaywrightException _) {
      // The device may have answered the browser's own offer before, and the page be gone.
    }
    assertLoggedIn();
    assertThat(realm("keys").users().searchByEmail(email, true)).hasSize(1);
  }

  @Test
  void thePasswordPolicyIsToldOnTheHostedPage() {
    create(
        "Strict", Map.of("passwordPolicy", Map.of("minLength", 12, "digits", 2, "upperCase", 1)));
    String email = signUp("tooshort");
    assertThat(page.locator("#input-error-password")).containsText("upper case");
    assertThat(realm("strict").users().searchByEmail(email, true)).isEmpty();
  }

  @Test
  void somebodyElsesAccountSignsUpThroughAConnectionWhoseSecretNobodyReads() {
    String upstream = create("Upstream", Map.of());
    String upstreamIssuer = issuer;
    String secret = "upstream " + UUID.randomUUID();
    String downstream =
        create(
            "Downstream",
            Map.of(
                "connections",
                List.of(
                    Map.of(
                        "kind", "OPENID",
                        "alias", "work",
                        "displayName", "Work account",
                        "issuer", upstreamIssuer,
                        "clientId", "downstream",
                        "clientSecret", secret))));
    realm("upstream").clients().create(confidential(secret)).close();

    page.navigate(url());
    page.locator("#social-work").click();
    page.locator("a[href*='registration']").click();
    String email = fillIn(PASSWORD);
    assertLoggedIn();
    await().atMost(LIMIT).until(() -> users(downstream, email) == 1);

    assertThat(plan(downstream, null)).isEmpty();
    JsonNode shown =
        administrator.data(
            "query ($id: ID!) { authenticationProfile(id: $id) { builtIn { connections {"
                + " clientSecretSet clientSecretVariable callbackUrl issuer } } } }",
            Map.of("id", downstream));
    assertThat(shown.toString()).contains("\"clientSecretSet\":true").doesNotContain(secret);
    IdentityProviderRepresentation provider =
        realm("downstream").identityProviders().get("work").toRepresentation();
    assertThat(provider.isTrustEmail()).isFalse();
    List<String> changed =
        plan(
            downstream,
            Map.of(
                "connections",
                List.of(
                    Map.of(
                        "kind", "OPENID",
                        "alias", "work",
                        "displayName", "Work account",
                        "issuer", upstreamIssuer,
                        "clientId", "downstream",
                        "clientSecret", "another " + secret))));
    assertThat(changed).hasSize(1);
    assertThat(changed.getFirst()).contains("connection work").doesNotContain(secret);
    assertThat(upstream).isNotEmpty();
  }

  @Test
  void whatAnAdministratorChangedInKeycloakIsPlannedAndRepaired() {
    String id =
        create(
            "Drift",
            Map.of(
                "secondFactor", Map.of("mode", "REQUIRED"),
                "lifetimes", Map.of("token", 120, "sessionIdle", 600, "sessionMax", 3600)));
    RealmResource realm = realm("drift");
    // A pass of the API's own that met the new profile may still be under way and repair it first.
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          tamperWith(realm);
          assertThat(plan(id, null))
              .anyMatch(line -> line.startsWith("realm.passwordPolicy "))
              .anyMatch(line -> line.startsWith("realm.accessTokenLifespan 120 86400"))
              .anyMatch(line -> line.startsWith("flow browser "));
          assertThat(realm.toRepresentation().getPasswordPolicy()).isEqualTo("length(1)");
        });

    update(id, Map.of());

    assertThat(plan(id, null)).isEmpty();
    assertThat(realm.toRepresentation().getAccessTokenLifespan()).isEqualTo(120);
    assertThat(plan(id, Map.of("lifetimes", Map.of("token", 300))))
        .containsExactly("realm.accessTokenLifespan 300 120");
    assertThat(realm.toRepresentation().getAccessTokenLifespan()).isEqualTo(120);
  }

  /** What an administrator might change in Keycloak's console. */
  private static void tamperWith(RealmResource realm) {
    RealmRepresentation changed = realm.toRepresentation();
    changed.setPasswordPolicy("length(1)");
    changed.setAccessTokenLifespan(86_400);
    realm.update(changed);
    realm.flows().getExecutions(changed.getBrowserFlow()).stream()
        .filter(step -> "auth-otp-form".equals(step.getProviderId()))
        .forEach(otp -> {
          otp.setRequirement("DISABLED");
          realm.flows().updateExecutions(changed.getBrowserFlow(), otp);
        });
  }

  private String create(String name, Map<String, Object> builtIn) {
    Map<String, Object> data =
        Map.of(
            "name",
            name,
            "selfSignUp",
            "OPEN",
            "allowedCallbackUrls",
            List.of(callback),
            "builtIn",
            builtIn);
    JsonNode made =
        administrator.data(CREATE, Map.of("data", data)).get("authenticationProfileCreate");
    profiles.add(made.get("id").asText());
    assertThat(made.get("status").asText()).as("%s", made).isEqualTo("READY");
    issuer = made.at("/clientInformation/issuer").asText();
    return made.get("id").asText();
  }

  private void update(String id, Map<String, Object> builtIn) {
    JsonNode made =
        administrator.data(UPDATE, Map.of("data", Map.of("id", id, "builtIn", builtIn)));
    assertThat(made.at("/authenticationProfileUpdate/status").asText())
        .as("%s", made)
        .isEqualTo("READY");
  }

  /** Each as setting, wanted, found. */
  private List<String> plan(String id, Map<String, Object> builtIn) {
    Map<String, Object> variables = new HashMap<>(Map.of("id", id));
    if (builtIn != null) {
      variables.put("data", Map.of("id", id, "builtIn", builtIn));
    }
    List<String> lines = new ArrayList<>();
    administrator
        .data(PLAN, variables)
        .at("/authenticationProfilePlan/items")
        .forEach(item ->
            lines.add(
                item.get("setting").asText()
                    + " "
                    + item.get("wanted").asText()
                    + " "
                    + item.get("found").asText()));
    return lines;
  }

  private int users(String profile, String email) throws SQLException {
    try (Connection database = platform.freeholdDatabase();
        PreparedStatement query =
            database.prepareStatement(
                """
                select count(*) from freehold.users u
                  join freehold.identities i on i.user_id = u.id
                where i.profile_id = ?::uuid and u.email = ?\
                """)) {
      query.setString(1, profile);
      query.setString(2, email);
      ResultSet count = query.executeQuery();
      count.next();
      return count.getInt(1);
    }
  }

  private RealmResource realm(String name) {
    platform.admin().tokenManager().grantToken();
    return platform.admin().realm(name);
  }

  private String url() {
    return issuer
        + "/protocol/openid-connect/auth?client_id=freehold-app&response_type=code&scope=openid"
        + "&redirect_uri="
        + callback
        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
  }

  private String signUp(String password) {
    page.navigate(url() + "&prompt=create");
    return fillIn(password);
  }

  private String fillIn(String password) {
    String email = "ada-" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
    page.locator("#email").fill(email);
    page.locator("#firstName").fill("Ada");
    page.locator("#lastName").fill("Lovelace");
    page.locator("#password").fill(password);
    page.locator("#password-confirm").fill(password);
    page.locator("[type=submit]").click();
    return email;
  }

  private void logIn(String email, String password) {
    page.navigate(url());
    page.locator("#username").fill(email);
    page.locator("#password").fill(password);
    page.locator("#kc-login").click();
  }

  private void assertLoggedIn() {
    page.waitForURL(url -> url.startsWith(callback) && url.contains("code="));
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void virtualAuthenticator() {
    CDPSession devtools = context.newCDPSession(page);
    devtools.send("WebAuthn.enable");
    JsonObject options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    JsonObject request = new JsonObject();
    request.add("options", options);
    devtools.send("WebAuthn.addVirtualAuthenticator", request);
  }

  private ClientRepresentation confidential(String secret) {
    ClientRepresentation client = new ClientRepresentation();
    client.setClientId("downstream");
    client.setSecret(secret);
    client.setStandardFlowEnabled(true);
    client.setRedirectUris(List.of(issuer + "/broker/work/endpoint"));
    return client;
  }
}
