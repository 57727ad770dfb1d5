package dev.freehold.api.facade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.TestApi;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no Keycloak: who is sent to the hosted page, and who to nowhere. */
class FacadeTest {
  private static final String CALLBACK = "http://localhost:3000/auth/callback";
  private static final String LOGOUT = "http://localhost:3000/logout";

  private static TestApi api;
  private static HttpClient http;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of("freehold.mode", "local"));
    api.prepare("update freehold.profiles set facades = '{COGNITO,AUTH0}' where is_default");
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    http.close();
    api.close();
  }

  @Test
  void sendsToTheHostedPageWithPkceAndACookieScriptsCannotRead() {
    HttpResponse<String> answer = authorize("/oauth2/authorize", CALLBACK);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(location(answer))
        .contains("/realms/freehold/protocol/openid-connect/auth?", "client_id=freehold-app")
        .contains("response_type=code", "code_challenge_method=S256", "state=", "nonce=")
        .contains("redirect_uri=" + encode("http://localhost:8080/sign-in/callback"));
    assertThat(answer.headers().firstValue("set-cookie").orElseThrow())
        .contains("HTTPOnly", "SameSite=Lax")
        .doesNotContain(CALLBACK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:3000/auth/callback/",
        "http://localhost:3000/auth/Callback",
        "http://localhost:3000/auth/callback?x=1",
        "http://localhost:3000/auth/callback#x",
        "http://localhost:3000/auth/../auth/callback",
        "http://localhost:3000/auth/%63allback",
        "http://user@localhost:3000/auth/callback",
        "http://localhost:3000.evil.example/auth/callback",
        "https://evil.example/",
        "//localhost:3000/auth/callback",
        "javascript:alert(1)",
        ""
      })
  void returnsToNoAddressThatIsNotAllowedToTheLetter(String redirectUri) {
    for (String path : new String[] {"/oauth2/authorize", "/authorize"}) {
      HttpResponse<String> answer = authorize(path, redirectUri);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("location")).isEmpty();
      assertThat(answer.body()).contains("not allowed").doesNotContain("evil");
    }
  }

  @Test
  void refusesAParameterThatComesTwice() {
    HttpResponse<String> answer =
        get(
            "/oauth2/authorize?client_id=freehold-app&response_type=token&redirect_uri="
                + encode(CALLBACK)
                + "&redirect_uri="
                + encode("https://evil.example/"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("location")).isEmpty();
  }

  @Test
  void refusesAnUnknownClient() {
    HttpResponse<String> answer =
        get("/authorize?client_id=other&response_type=token&redirect_uri=" + encode(CALLBACK));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("location")).isEmpty();
  }

  @Test
  void tellsTheApplicationOfAResponseTypeItDoesNotServe() {
    HttpResponse<String> answer =
        get(
            "/oauth2/authorize?client_id=freehold-app&response_type=code&state=s1&redirect_uri="
                + encode(CALLBACK));

    assertThat(location(answer)).isEqualTo(CALLBACK + "#error=unsupported_response_type&state=s1");
  }

  @Test
  void takesNoAnswerThatThisBrowserDidNotAskFor() {
    String state =
        location(authorize("/authorize", CALLBACK)).replaceAll(".*[?&]state=([^&]+).*", "$1");

    HttpResponse<String> answer = get("/sign-in/callback?code=c1&state=" + state);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("location")).isEmpty();
    assertThat(answer.body()).contains("not under way in this browser");
  }

  @Test
  void tellsTheApplicationThatThePersonDidNotLogIn() {
    HttpResponse<String> begun = authorize("/authorize", CALLBACK);
    String state = location(begun).replaceAll(".*[?&]state=([^&]+).*", "$1");

    HttpResponse<String> answer =
        get("/sign-in/callback?error=access_denied&state=" + state, cookie(begun));

    assertThat(location(answer)).isEqualTo(CALLBACK + "#error=access_denied");
    assertThat(answer.headers().firstValue("set-cookie").orElseThrow()).contains("Max-Age=0");
  }

  @Test
  void leavesToAllowedAddressesOnly() {
    assertThat(location(get("/v2/logout?client_id=freehold-app&returnTo=" + encode(LOGOUT))))
        .contains("/openid-connect/logout?", "post_logout_redirect_uri=" + encode(LOGOUT));
    assertThat(location(get("/logout?client_id=freehold-app&logout_uri=" + encode(LOGOUT))))
        .contains("post_logout_redirect_uri=" + encode(LOGOUT));
    for (String path : new String[] {"/v2/logout?returnTo=", "/logout?logout_uri="}) {
      HttpResponse<String> answer =
          get(path + encode("https://evil.example/") + "&client_id=freehold-app");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().firstValue("location")).isEmpty();
    }
  }

  @Test
  void isOffUnlessTheProfileSaysOtherwise() {
    api.prepare(
        """
        insert into freehold.profiles (id, name, type, issuer, client_id, realm, sign_up_mode,
          callback_urls, logout_urls, trusted, facades)
        values ('0199aaaa-0000-7000-8000-000000000001', 'Only Auth0', 'BUILT_IN', 'http://k/realms/o',
          'freehold-app', 'o', 'OFF', '{%s}', '{%s}', true, '{AUTH0}')\
        """
            .formatted(CALLBACK, LOGOUT));
    String base = "/sign-in/0199aaaa-0000-7000-8000-000000000001";

    assertThat(authorize(base + "/authorize", CALLBACK).statusCode()).isEqualTo(302);
    assertThat(authorize(base + "/oauth2/authorize", CALLBACK).statusCode()).isEqualTo(400);
    assertThat(authorize("/sign-in/nobody/authorize", CALLBACK).statusCode()).isEqualTo(400);
  }

  private static HttpResponse<String> authorize(String path, String redirectUri) {
    return get(
        path + "?client_id=freehold-app&response_type=token&redirect_uri=" + encode(redirectUri));
  }

  private static HttpResponse<String> get(String path, String... cookie) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api.server.getURL() + path)).GET();
    for (String one : cookie) {
      request.header("Cookie", one);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElseThrow();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
