package dev.freehold.local.profile;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.freehold.local.TestPlatform;
import dev.freehold.local.UsedSecrets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;

/** Log-in through somebody else's account: here a realm beside, as OpenID provider. */
class ConnectionIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final String secret =
      UsedSecrets.OF_THIS_RUN.text("client secret", "upstream " + UUID.randomUUID());
  private HostedVisitor ada;
  private ProfileAdministrator administrator;
  private ProfileAdministrator.Made upstream;
  private Page page;

  @BeforeEach
  void begin() {
    ada = new HostedVisitor();
    page = ada.page();
    administrator = new ProfileAdministrator(ada.callback());
    upstream = administrator.create("Upstream", Map.of());
  }

  @AfterEach
  void end() {
    ada.close();
    administrator.close();
  }

  @Test
  void itsAccountSignsUpAndNobodyReadsItsSecret() {
    var downstream = downstream(Map.of("connections", List.of(connection(secret))));
    ada.open("");
    page.locator("#social-work").click();
    page.locator("a[href*='registration']").click();
    String email = ada.fillIn(HostedVisitor.PASSWORD);
    ada.assertLoggedIn();
    await().atMost(LIMIT).until(() -> users(downstream.id(), email) == 1);

    assertThat(administrator.plan(downstream)).isEmpty();
    JsonNode shown =
        administrator
            .graphQl()
            .data(
                "query ($id: ID!) { authenticationProfile(id: $id) { builtIn { connections {"
                    + " clientSecretSet clientSecretVariable callbackUrl issuer } } } }",
                Map.of("id", downstream.id()));
    assertThat(shown.toString()).contains("\"clientSecretSet\":true").doesNotContain(secret);
    IdentityProviderRepresentation provider =
        administrator.realm("downstream").identityProviders().get("work").toRepresentation();
    assertThat(provider.isTrustEmail()).isFalse();
    List<String> changed =
        administrator.plan(
            downstream, Map.of("connections", List.of(connection("another " + secret))));
    assertThat(changed).hasSize(1);
    assertThat(changed.getFirst()).contains("connection work").doesNotContain(secret);
  }

  @Test
  void itsLogInDoesNotTakeThePlaceOfTheSecondFactor() {
    downstream(
        Map.of(
            "connections",
            List.of(connection(secret)),
            "secondFactor",
            Map.of("mode", "REQUIRED")));
    ada.open("");
    page.locator("#social-work").click();
    page.locator("a[href*='registration']").click();
    String email = ada.fillIn(HostedVisitor.PASSWORD);
    String codes = ada.setUpCodes();
    ada.assertLoggedIn();

    ada.forget();
    ada.open("");
    page.locator("#social-work").click();
    ada.enter(email);
    assertThat(page.locator("#otp")).isVisible();
    page.locator("#otp").fill(Totp.nextCode(codes));
    page.locator("#kc-login").click();
    ada.assertLoggedIn();
  }

  private ProfileAdministrator.Made downstream(Map<String, Object> builtIn) {
    var made = administrator.create("Downstream", builtIn);
    ClientRepresentation client = new ClientRepresentation();
    client.setClientId("downstream");
    client.setSecret(secret);
    client.setStandardFlowEnabled(true);
    client.setRedirectUris(List.of(made.issuer() + "/broker/work/endpoint"));
    administrator.realm("upstream").clients().create(client).close();
    ada.visit(made);
    return made;
  }

  private Map<String, Object> connection(String clientSecret) {
    return Map.of(
        "kind", "OPENID",
        "alias", "work",
        "displayName", "Work account",
        "issuer", upstream.issuer(),
        "clientId", "downstream",
        "clientSecret", clientSecret);
  }

  private static int users(String profile, String email) throws SQLException {
    try (Connection database = TestPlatform.shared().freeholdDatabase();
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
}
