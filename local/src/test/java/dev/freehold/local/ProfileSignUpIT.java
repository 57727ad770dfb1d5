package dev.freehold.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a profile says about sign-up is what its hosted page does. */
class ProfileSignUpIT {
  private static final String PASSWORD = "correct horse battery";
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String CREATE =
      """
      mutation ($data: AuthenticationProfileCreateInput!) {
        authenticationProfileCreate(data: $data) { id status clientInformation { issuer clientId } }
      }
      """;
  private static final String DELETE =
      """
      mutation ($data: AuthenticationProfileDeleteInput!) {
        authenticationProfileDelete(data: $data) { success }
      }
      """;
  private static final String CALLBACK = "http://localhost:3000/auth/callback";

  private final TestPlatform platform = TestPlatform.shared();
  private final Users users = new Users(platform);
  private GraphQl administrator;
  private BrowserContext context;
  private Page page;
  private String profile;
  private URI issuer;

  @BeforeEach
  void logInAsAdministrator() {
    platform.api();
    platform.awaitProvisioned();
    administrator = platform.administrator();
    context = platform.browser().newContext();
    page = context.newPage();
  }

  @AfterEach
  void removeProfile() {
    context.close();
    if (profile != null) {
      administrator.data(DELETE, Map.of("data", Map.of("id", profile, "force", true)));
    }
  }

  @Test
  void anOpenProfileTakesAnybodyAsItsUser() {
    Visitor visitor = create("OPEN", List.of());
    String email = email("example.org");

    String token = visitor.register(email, PASSWORD);

    JsonNode user =
        new GraphQl(platform.api().url(), token)
            .data("{ user { id email roles { items { name } } } }", Map.of())
            .get("user");
    assertThat(user.get("email").asText()).isEqualTo(email);
    assertThat(user.at("/roles/items/0/name").asText()).isEqualTo("Guest");
    await()
        .atMost(LIMIT)
        .until(() -> users.withEmail(email).equals(List.of(user.get("id").asText())));
  }

  @Test
  void aDomainProfileRefusesOtherDomainsOnItsPage() {
    create("DOMAINS", List.of("@allowed.example"));
    page.navigate(signUpPage());
    String refused = email("elsewhere.example");

    page.locator("#email").fill(refused);
    page.locator("#firstName").fill("Ada");
    page.locator("#lastName").fill("Lovelace");
    page.locator("[type=submit]").click();

    assertThat(page.locator("#input-error-email")).containsText("allowed.example");
    assertThat(users.withEmail(refused)).isEmpty();
  }

  @Test
  void anInviteOnlyProfileOffersNoSignUpAndTakesNoForm() {
    Visitor visitor = create("OFF", List.of());
    page.navigate(issuer + "/protocol/openid-connect/auth?" + query());
    assertThat(page.locator("#username")).isVisible();
    assertThat(page.locator("a[href*='registration']")).hasCount(0);

    String email = email("example.org");
    visitor.open(false);
    Visitor.Answer answer =
        visitor.post(
            URI.create(issuer + "/login-actions/registration?client_id=freehold-app"),
            Visitor.registration(email, PASSWORD));

    assertThat(answer.sentBack()).isEmpty();
    assertThat(platform.admin().realm(realm()).users().searchByEmail(email, true)).isEmpty();
    assertThat(users.withEmail(email)).isEmpty();
  }

  private Visitor create(String mode, List<String> domains) {
    JsonNode made =
        administrator
            .data(
                CREATE,
                Map.of(
                    "data",
                    Map.of(
                        "name", "Sign-up " + UUID.randomUUID(),
                        "selfSignUp", mode,
                        "selfSignUpDomains", domains)))
            .get("authenticationProfileCreate");
    profile = made.get("id").asText();
    issuer = URI.create(made.at("/clientInformation/issuer").asText());
    await()
        .atMost(LIMIT)
        .until(() -> Readiness.answers(URI.create(issuer + "/.well-known/openid-configuration")));
    return new Visitor(issuer, made.at("/clientInformation/clientId").asText(), CALLBACK);
  }

  private String realm() {
    return issuer.getPath().substring("/realms/".length());
  }

  private String signUpPage() {
    return issuer + "/protocol/openid-connect/auth?" + query() + "&prompt=create";
  }

  private static String query() {
    return "client_id=freehold-app&response_type=code&scope=openid&redirect_uri="
        + CALLBACK
        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
  }

  private static String email(String domain) {
    return "ada-" + UUID.randomUUID().toString().substring(0, 8) + "@" + domain;
  }
}
