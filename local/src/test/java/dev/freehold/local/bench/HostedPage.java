package dev.freehold.local.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The hosted pages of a realm as a browser without scripts uses them, a new browser per visit. */
final class HostedPage {
  static final String PASSWORD = "correct-horse-battery";

  // The pair of RFC 7636, appendix B.
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String oidc;
  private final String callback;

  HostedPage(URI keycloak, String realm, String callback) {
    this.oidc = keycloak + "/realms/" + realm + "/protocol/openid-connect";
    this.callback = callback;
  }

  /** The registration form, fetched and not yet sent. */
  Form registration() {
    String page =
        oidc
            + "/registrations?"
            + form(
                Map.of(
                    "client_id", "freehold-app",
                    "response_type", "code",
                    "scope", "openid",
                    "redirect_uri", callback,
                    "code_challenge", CHALLENGE,
                    "code_challenge_method", "S256"));
    HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(page)).GET());
    Matcher action = ACTION.matcher(answer.body());
    if (answer.statusCode() != 200 || !action.find()) {
      throw new IllegalStateException("No registration form, status " + answer.statusCode());
    }
    // By hand: the JDK's cookie store keeps Keycloak's Secure cookies from plain HTTP, browsers do
    // not on loopback.
    String cookies =
        answer.headers().allValues("set-cookie").stream()
            .map(cookie -> cookie.split(";", 2)[0])
            .collect(Collectors.joining("; "));
    return new Form(URI.create(action.group(1).replace("&amp;", "&")), cookies);
  }

  /** Tokens of a new session, by the code that a form's answer brought. */
  Tokens tokens(String code) {
    return token(
        Map.of(
            "grant_type", "authorization_code",
            "client_id", "freehold-app",
            "code", code,
            "code_verifier", VERIFIER,
            "redirect_uri", callback));
  }

  /** Tokens never seen before, of the same session. */
  Tokens refresh(Tokens tokens) {
    return token(
        Map.of(
            "grant_type", "refresh_token",
            "client_id", "freehold-app",
            "scope", "openid",
            "refresh_token", tokens.refresh()));
  }

  private Tokens token(Map<String, String> fields) {
    HttpResponse<String> answer = post(URI.create(oidc + "/token"), "", fields);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("No token, status " + answer.statusCode());
    }
    return new Tokens(member(answer.body(), "id_token"), member(answer.body(), "refresh_token"));
  }

  private static String member(String json, String name) {
    Matcher value = Pattern.compile('"' + name + "\":\"([^\"]+)\"").matcher(json);
    if (!value.find()) {
      throw new IllegalStateException("No " + name + " in the answer");
    }
    return value.group(1);
  }

  private HttpResponse<String> post(URI address, String cookies, Map<String, String> fields) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(fields)));
    return send(cookies.isEmpty() ? request : request.header("Cookie", cookies));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("Keycloak did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String form(Map<String, String> fields) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .map(field ->
                field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
  }

  record Tokens(String id, String refresh) {}

  /** A form ready to be sent once. */
  final class Form {
    private final URI action;
    private final String cookies;

    Form(URI action, String cookies) {
      this.action = action;
      this.cookies = cookies;
    }

    /** Signs up with the e-mail; returns the code for the tokens. */
    String send(String email) {
      HttpResponse<String> answer =
          post(
              action,
              cookies,
              Map.of(
                  "email", email,
                  "firstName", "Ada",
                  "lastName", "Lovelace",
                  "password", PASSWORD,
                  "password-confirm", PASSWORD));
      Matcher code = CODE.matcher(answer.headers().firstValue("location").orElse(""));
      if (!code.find()) {
        throw new IllegalStateException("No code after the form, status " + answer.statusCode());
      }
      return code.group(1);
    }
  }
}
