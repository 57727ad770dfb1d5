package dev.freehold.local.profile;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.local.CaughtMail;
import dev.freehold.local.GraphQl;
import dev.freehold.local.TestPlatform;
import dev.freehold.local.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a built-in profile says is what people and applications meet. */
class BuiltInProfileIT {
  private static final String CALLBACK = "http://localhost:3000/auth/callback";
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String EXCHANGE =
      """
      mutation ($code: String!, $profile: ID!, $callback: String!, $verifier: String) {
        getToken(code: $code, authProfileId: $profile, redirectUri: $callback, codeVerifier: $verifier) {
          idToken refreshToken expiresIn
        }
      }
      """;

  private final TestPlatform platform = TestPlatform.shared();
  private final String email =
      "ada-" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
  private ProfileAdministrator administrator;

  @BeforeEach
  void begin() {
    administrator = new ProfileAdministrator(CALLBACK);
  }

  @AfterEach
  void end() {
    administrator.close();
  }

  @Test
  void thePasswordPolicyIsToldOnTheHostedPage() {
    try (HostedVisitor ada = new HostedVisitor();
        ProfileAdministrator strict = new ProfileAdministrator(ada.callback())) {
      ada.visit(
          strict.create(
              "Strict",
              Map.of("passwordPolicy", Map.of("minLength", 12, "digits", 2, "upperCase", 1))));
      String tried = ada.signUp("tooshort");
      assertThat(ada.page().locator("#input-error-password")).containsText("upper case");
      assertThat(strict.realm("strict").users().searchByEmail(tried, true)).isEmpty();
    }
  }

  @Test
  void theLifetimesShowInTheTokens() {
    var profile =
        administrator.create(
            "Short",
            Map.of("lifetimes", Map.of("token", 120, "sessionIdle", 600, "sessionMax", 3600)));
    Visitor ada = visitor(profile);
    Visitor.Tokens tokens = ada.tokens(signUp(ada));

    // A token is signed a moment after its end was reckoned.
    assertThat(lifetime(tokens.id())).isBetween(61L, 120L);
    assertThat(lifetime(tokens.access())).isBetween(61L, 120L);
    assertThat(lifetime(tokens.refresh())).isBetween(541L, 600L);
    assertThat(lifetime(ada.refresh(tokens).id())).isBetween(61L, 120L);
  }

  @Test
  void anApplicationExchangesItsCodeThroughTheApi() {
    var profile = administrator.create("Exchange", Map.of());
    Visitor ada = visitor(profile);
    String code = ada.code(signUp(ada));
    GraphQl nobody = new GraphQl(platform.api().url(), null);
    Map<String, Object> wanted =
        Map.of(
            "code",
            code,
            "profile",
            profile.id(),
            "callback",
            CALLBACK,
            "verifier",
            ada.verifier());

    JsonNode tokens = nobody.data(EXCHANGE, wanted).get("getToken");

    assertThat(
            new GraphQl(platform.api().url(), tokens.get("idToken").asText())
                .data("{ user { email } }", Map.of())
                .at("/user/email")
                .asText())
        .isEqualTo(email);
    assertThat(tokens.get("expiresIn").asInt()).isEqualTo(900);
    assertThat(nobody.ask(EXCHANGE, wanted).at("/errors/0/details/reason").asText())
        .isEqualTo("code_not_accepted");
  }

  @Test
  void itsOwnMailServerCarriesTheTestMailAndTheRealmsMails() {
    var profile =
        administrator.create(
            "Post",
            Map.of(
                "mail",
                Map.of(
                    "host", "127.0.0.1",
                    "port", platform.mail().port(),
                    "from", "post@own.example.com",
                    "encryption", "NONE")));
    String inbox = "test-" + email;
    administrator
        .graphQl()
        .data(
            "mutation ($id: ID!, $to: String!) { authenticationProfileMailTest(id: $id, to: $to) {"
                + " success } }",
            Map.of("id", profile.id(), "to", inbox));
    assertThat(mailTo(inbox).from()).contains("post@own.example.com").contains("Post");

    administrator.update(profile, Map.of("verifyEmail", true));
    visitor(profile).open(true).submit(Visitor.registration(email, HostedVisitor.PASSWORD));
    assertThat(mailTo(email).from()).contains("post@own.example.com").contains("Post");
  }

  private CaughtMail mailTo(String address) {
    await().atMost(LIMIT).until(() -> !platform.mail().mailsTo(address).isEmpty());
    return platform.mail().mailsTo(address).getFirst();
  }

  private Visitor visitor(ProfileAdministrator.Made profile) {
    return new Visitor(URI.create(profile.issuer()), "freehold-app", CALLBACK);
  }

  private Visitor.Answer signUp(Visitor ada) {
    return ada.open(true).submit(Visitor.registration(email, HostedVisitor.PASSWORD));
  }

  /** In seconds. */
  private static long lifetime(String token) {
    try {
      JsonNode claims =
          new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
      return claims.get("exp").asLong() - claims.get("iat").asLong();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
