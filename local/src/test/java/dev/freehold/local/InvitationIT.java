package dev.freehold.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the invitation's mail to a user with its roles, at a profile whose sign-up is off. */
class InvitationIT {
  private static final String PASSWORD = "correct horse battery";
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String CALLBACK = "http://localhost:3000/auth/callback";

  private final TestPlatform platform = TestPlatform.shared();
  private final String role = UUID.randomUUID().toString();
  private GraphQl administrator;
  private BrowserContext context;
  private Page page;
  private String profile;
  private URI issuer;

  @BeforeEach
  void makeProfileWithoutSignUp() throws SQLException {
    platform.api();
    platform.awaitProvisioned();
    administrator = platform.administrator();
    context = platform.browser().newContext();
    page = context.newPage();
    sql("insert into freehold.roles (id, name) values ('%s', 'Role %s')".formatted(role, role));
    JsonNode made =
        administrator
            .data(
                """
                mutation ($data: AuthenticationProfileCreateInput!) {
                  authenticationProfileCreate(data: $data) { id clientInformation { issuer } }
                }
                """,
                Map.of("data", Map.of("name", "Invited " + UUID.randomUUID(), "selfSignUp", "OFF")))
            .get("authenticationProfileCreate");
    profile = made.get("id").asText();
    issuer = URI.create(made.at("/clientInformation/issuer").asText());
    await()
        .atMost(LIMIT)
        .until(() -> Readiness.answers(URI.create(issuer + "/.well-known/openid-configuration")));
  }

  @AfterEach
  void removeProfile() throws SQLException {
    context.close();
    administrator.data(
        """
        mutation ($data: AuthenticationProfileDeleteInput!) {
          authenticationProfileDelete(data: $data) { success }
        }
        """,
        Map.of("data", Map.of("id", profile, "force", true)));
    sql("delete from freehold.roles where id = '%s'".formatted(role));
  }

  @Test
  void theInvitedSetsAPasswordAndHasTheRoles() {
    String ada = email();
    URI link = invite(ada);
    page.navigate(link.toString());
    assertThat(page.locator("body")).containsText("Glad to have you");
    assertThat(page.locator("body")).containsText(ada);
    assertThat(platform.admin().realm(realm()).users().searchByEmail(ada, true)).isEmpty();

    page.locator("button").click();
    assertThat(
            platform
                .admin()
                .realm(realm())
                .users()
                .searchByEmail(ada, true)
                .getFirst()
                .firstAttribute("locale"))
        .isEqualTo("en");
    String keycloakLink = page.url();
    assertThat(keycloakLink).startsWith(issuer.toString());
    setPassword();
    await().atMost(LIMIT).untilAsserted(() -> assertThat(rolesOf(ada)).contains(role));

    String token = new Visitor(issuer, "freehold-app", CALLBACK).logIn(ada, PASSWORD);
    JsonNode user =
        new GraphQl(platform.api().url(), token)
            .data("{ user { email emailVerified roles { items { id } } } }", Map.of())
            .get("user");
    assertThat(user.get("email").asText()).isEqualTo(ada);
    assertThat(user.get("emailVerified").asBoolean()).isTrue();
    assertThat(user.at("/roles/items").findValuesAsText("id")).contains(role);

    // Neither link works again.
    page.navigate(link.toString());
    assertThat(page.locator("h1")).hasText("This invitation was used already");
    page.navigate(keycloakLink);
    assertThat(page.locator("body")).containsText("expired");
    assertThat(page.locator("#password-new")).hasCount(0);
  }

  @Test
  void whoIsLoggedInAsAnotherUserIsToldSo() {
    String ada = email();
    page.navigate(invite(ada).toString());
    page.locator("button").click();
    setPassword();
    page.navigate(
        issuer
            + "/protocol/openid-connect/auth?client_id=freehold-app&response_type=code&scope=openid"
            + "&redirect_uri="
            + CALLBACK
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
            + "&code_challenge_method=S256");
    logInTo(ada);

    String bob = email();
    URI link = invite(bob);
    page.navigate(link.toString());
    page.locator("button").click();

    assertThat(page.locator("body")).containsText("this link is for somebody else");
    assertThat(page.locator("body")).containsText(ada);
    assertThat(page.locator("#password-new")).hasCount(0);
    assertThat(rolesOf(bob)).doesNotContain(role);

    // In a browser of his own he gets in.
    try (BrowserContext bobs = platform.browser().newContext()) {
      page = bobs.newPage();
      page.navigate(link.toString());
      page.locator("button").click();
      setPassword();
    }
    await().atMost(LIMIT).untilAsserted(() -> assertThat(rolesOf(bob)).contains(role));
  }

  @Test
  void whoHasAnAccountMustLogInAndNobodyElseCan() {
    String ada = email();
    platform.admin().realm(realm()).users().create(account(ada)).close();
    URI link = invite(ada);
    page.navigate(link.toString());
    page.locator("button").click();
    assertThat(page.locator("h1")).hasText("Log in to accept");
    assertThat(rolesOf(ada)).doesNotContain(role);

    String code = link.getPath().substring("/invitations/".length());
    GraphQl user =
        new GraphQl(
            platform.api().url(),
            new Visitor(issuer, "freehold-app", CALLBACK).logIn(ada, PASSWORD));
    JsonNode refused = administrator.ask(accept(code), Map.of());
    assertThat(refused.at("/errors/0/details/reason").asText()).isEqualTo("invitation_for_another");
    user.data(accept(code), Map.of());
    assertThat(rolesOf(ada)).contains(role);
  }

  private URI invite(String email) {
    administrator.data(
        "mutation ($data: UserInviteInput!) { userInvite(data: $data) { id } }",
        Map.of(
            "data",
            Map.of(
                "email",
                email,
                "roles",
                List.of(role),
                "authProfileId",
                profile,
                "message",
                "Glad to have you")));
    await().atMost(LIMIT).until(() -> !platform.mail().mailsTo(email).isEmpty());
    return platform.mail().mailsTo(email).getFirst().links().getFirst();
  }

  /** From Keycloak's page that says what is to be done to the one that says it is done. */
  private void setPassword() {
    page.locator("main a, #kc-info-message a").first().click();
    page.locator("#password-new").fill(PASSWORD);
    page.locator("#password-confirm").fill(PASSWORD);
    page.locator("[type=submit]").first().click();
    // Names are asked for when the realm wants them.
    if (page.locator("#firstName").count() > 0) {
      page.locator("#firstName").fill("Ada");
      page.locator("#lastName").fill("Lovelace");
      page.locator("[type=submit]").first().click();
    }
    assertThat(page.locator("body")).containsText("updated");
  }

  private void logInTo(String email) {
    page.locator("#username").fill(email);
    page.locator("#password").fill(PASSWORD);
    page.locator("[type=submit]").first().click();
  }

  private static org.keycloak.representations.idm.UserRepresentation account(String email) {
    var password = new org.keycloak.representations.idm.CredentialRepresentation();
    password.setType("password");
    password.setValue(PASSWORD);
    var user = new org.keycloak.representations.idm.UserRepresentation();
    user.setUsername(email);
    user.setEmail(email);
    user.setEmailVerified(true);
    user.setEnabled(true);
    user.setFirstName("Ada");
    user.setLastName("Lovelace");
    user.setCredentials(List.of(password));
    return user;
  }

  private static String accept(String code) {
    return "mutation { invitationAccept(code: \"%s\") { userId } }".formatted(code);
  }

  private String realm() {
    return issuer.getPath().substring("/realms/".length());
  }

  private List<String> rolesOf(String email) {
    JsonNode found =
        administrator.data(
            "query ($email: String) { usersList(filter: {email: {equals: $email}}) { items { roles { items { id } } } } }",
            Map.of("email", email));
    return found.findValuesAsText("id");
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = platform.freeholdDatabase();
        Statement all = connection.createStatement()) {
      all.execute(statement);
    }
  }

  private static String email() {
    return "ada-" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
  }
}
