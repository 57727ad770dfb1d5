package dev.freehold.local.profile;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import dev.freehold.local.GraphQl;
import dev.freehold.local.TestPlatform;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Applications made for Cognito and Auth0 log in through the hosted page without a change. */
class FacadeIT {
  private static final String PASSWORD = "correct horse battery";
  private static final String UPDATE =
      """
      mutation ($data: AuthenticationProfileUpdateInput!) {
        authenticationProfileUpdate(data: $data) { facades status }
      }
      """;

  private final TestPlatform platform = TestPlatform.shared();
  private GraphQl administrator;
  private String profile;
  private BrowserContext context;
  private Page page;
  private String application;
  private URI api;

  @BeforeEach
  void offerBoth() {
    api = platform.api().url();
    platform.awaitProvisioned();
    administrator = platform.administrator();
    profile =
        administrator
            .data("{ authenticationProfilesList { items { id isDefault } } }", Map.of())
            .at("/authenticationProfilesList/items/0/id")
            .asText();
    offer(List.of("COGNITO", "AUTH0"));
    context = platform.browser().newContext();
    page = context.newPage();
    application = api + "/";
  }

  @AfterEach
  void offerNone() {
    context.close();
    offer(List.of());
  }

  @Test
  void logsInAndOutInCognitosManner() {
    String email = email();
    page.navigate(
        api
            + "/oauth2/authorize?client_id=freehold-app&response_type=token&redirect_uri="
            + application);
    Map<String, String> answer = signUp(email);

    assertThat(answer).containsEntry("token_type", "Bearer").containsKey("access_token");
    assertThat(answer).doesNotContainKeys("state", "refresh_token", "code");
    assertThat(mailSeenBy(answer.get("id_token"))).isEqualTo(email);

    // As the client library does it: the log-in page follows the log-out.
    page.navigate(
        api + "/logout?client_id=freehold-app&response_type=token&redirect_uri=" + application);
    assertThat(page.locator("#username")).isVisible();
    page.locator("#username").fill(email);
    page.locator("#password").fill(PASSWORD);
    answer = answerOf(() -> page.locator("[type=submit]").click());
    assertThat(mailSeenBy(answer.get("id_token"))).isEqualTo(email);
  }

  @Test
  void logsInAndOutInAuth0sManner() throws IOException {
    String email = email();
    page.navigate(
        api
            + "/sign-in/"
            + profile
            + "/authorize?client_id=freehold-app&scope=openid%20email%20profile&nonce=n-123"
            + "&state="
            + encode("a&b=c")
            + "&response_type="
            + encode("token id_token")
            + "&redirect_uri="
            + encode(application));
    Map<String, String> answer = signUp(email);

    assertThat(answer).containsEntry("state", "a&b=c").containsKey("access_token");
    assertThat(claims(answer.get("id_token")).get("nonce").asText()).isEqualTo("n-123");
    assertThat(mailSeenBy(answer.get("id_token"))).isEqualTo(email);

    page.navigate(api + "/v2/logout?client_id=freehold-app&returnTo=" + encode(application));
    page.waitForURL(application + "**");
    page.navigate(
        api
            + "/authorize?client_id=freehold-app&prompt=none&response_type=token&redirect_uri="
            + encode(application));
    assertThat(fragment(page.url())).containsEntry("error", "login_required");
  }

  @Test
  void takesAnAnswerOnce() {
    page.navigate(
        api
            + "/oauth2/authorize?client_id=freehold-app&response_type=token&redirect_uri="
            + application);
    List<String> returned = new CopyOnWriteArrayList<>();
    page.onRequest((Request request) -> {
      if (request.url().contains("/sign-in/callback?")) {
        returned.add(request.url());
      }
    });
    signUp(email());

    page.navigate(returned.getFirst());

    assertThat(page.locator("h1")).containsText("not under way in this browser");
  }

  private Map<String, String> signUp(String email) {
    page.locator("a[href*='registration']").click();
    page.locator("#email").fill(email);
    page.locator("#firstName").fill("Ada");
    page.locator("#lastName").fill("Lovelace");
    page.locator("#password").fill(PASSWORD);
    page.locator("#password-confirm").fill(PASSWORD);
    return answerOf(() -> page.locator("[type=submit]").click());
  }

  /** What the application finds in its address. */
  private Map<String, String> answerOf(Runnable last) {
    last.run();
    page.waitForURL(application + "#**");
    return fragment(page.url());
  }

  private String mailSeenBy(String idToken) {
    return new GraphQl(api, idToken)
        .data("{ user { email } }", Map.of())
        .at("/user/email")
        .asText();
  }

  private void offer(List<String> facades) {
    administrator.data(UPDATE, Map.of("data", Map.of("id", profile, "facades", facades)));
  }

  private static JsonNode claims(String token) throws IOException {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
  }

  private static Map<String, String> fragment(String url) {
    return Arrays.stream(URI.create(url).getRawFragment().split("&"))
        .map(part -> part.split("=", 2))
        .collect(
            Collectors.toMap(
                part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String email() {
    return "facade-" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
  }
}
