package dev.freehold.local.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import dev.freehold.local.GraphQl;
import dev.freehold.local.TestPlatform;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages that the API itself shows to people, on every kind of device. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiPagesIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final TestPlatform platform = TestPlatform.shared();
  private GraphQl administrator;
  private String profile;

  @BeforeAll
  void makeProfile() {
    platform.api();
    platform.awaitProvisioned();
    administrator = platform.administrator();
    profile =
        administrator
            .data(
                """
                mutation ($data: AuthenticationProfileCreateInput!) {
                  authenticationProfileCreate(data: $data) { id }
                }
                """,
                Map.of(
                    "data",
                    Map.of(
                        "name",
                        "Pages " + UUID.randomUUID(),
                        "branding",
                        Map.of("name", "Northwind & Söhne", "primaryColor", "#4f46e5"))))
            .at("/authenticationProfileCreate/id")
            .asText();
  }

  @AfterAll
  void removeProfile() {
    administrator.data(
        """
        mutation ($data: AuthenticationProfileDeleteInput!) {
          authenticationProfileDelete(data: $data) { success }
        }
        """,
        Map.of("data", Map.of("id", profile, "force", true)));
  }

  @Test
  void anInvitationIsSound() {
    try (CleanBrowser visitor = CleanBrowser.english()) {
      visitor.page().navigate(invite("Glad to have you.\nSee you on Monday!").toString());
      new Inspection(visitor, "INVITATION").all(Set.of(Look.LIGHT_DESKTOP));
      assertThat(visitor.style("header span", "background-color")).isEqualTo("rgb(79, 70, 229)");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "status = 'ACCEPTED', This invitation was used already",
    "status = 'CANCELLED', This invitation was cancelled",
    "expires_at = now(), This invitation has expired"
  })
  void itsRefusalIsSound(String change, String title) throws SQLException {
    URI link = invite("");
    try (Connection database = platform.freeholdDatabase();
        Statement statement = database.createStatement()) {
      statement.execute(
          "update freehold.invitations set %s where profile_id = '%s'".formatted(change, profile));
    }
    try (CleanBrowser visitor = CleanBrowser.english()) {
      Page page = visitor.page();
      page.navigate(link.toString());
      assertThat(page.locator("h1").textContent()).isEqualTo(title);
      new Inspection(visitor, "REFUSED_" + change.replaceAll("\\W+", "-")).all(Set.of());
    }
  }

  @Test
  void theRefusalOfASignInIsSound() {
    try (CleanBrowser visitor = CleanBrowser.with(Look.LIGHT_DESKTOP, "de")) {
      Page page = visitor.page();
      page.navigate(platform.api().url() + "/sign-in/callback?state=unknown");
      assertThat(page.locator("h1").textContent())
          .isEqualTo("Diese Anmeldung läuft in diesem Browser nicht");
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo("de");
      new Inspection(visitor, "SIGN_IN_REFUSED").all(Set.of());
    }
  }

  private URI invite(String message) {
    String email = "ada-" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
    administrator.data(
        "mutation ($data: UserInviteInput!) { userInvite(data: $data) { id } }",
        Map.of(
            "data",
            Map.of(
                "email", email,
                "roles", List.of(),
                "authProfileId", profile,
                "message", message)));
    await().atMost(LIMIT).until(() -> !platform.mail().mailsTo(email).isEmpty());
    return platform.mail().mailsTo(email).getFirst().links().getFirst();
  }
}
