package dev.freehold.local.outbox;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keycloak's hosted pages without a browser: follows redirects within Keycloak, sends forms, and
 * keeps cookies as a browser would on loopback, where it accepts secure ones over HTTP.
 */
final class HostedPages {
  /** A page, or where a redirect leaves Keycloak for. */
  record Page(URI uri, int status, String body) {
    URI form() {
      Matcher form = FORM.matcher(body);
      if (!form.find()) {
        throw new AssertionError("no form on " + uri + ":\n" + body);
      }
      return URI.create(form.group(1).replace("&amp;", "&"));
    }

    boolean leftFor(URI other) {
      return status == 302 && uri.toString().startsWith(other.toString());
    }
  }

  private record CookieKey(String path, String name) {}

  private static final Pattern FORM = Pattern.compile("action=\"([^\"]*/login-actions/[^\"]*)\"");
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<CookieKey, String> cookies = new LinkedHashMap<>();
  private final URI keycloak;
  private final URI app;

  /**
   * @param app an allowed redirect URI of the client {@code freehold-app}
   */
  HostedPages(URI keycloak, URI app) {
    this.keycloak = keycloak;
    this.app = app;
  }

  /** The sign-up form. */
  Page signUp(String realm) throws IOException, InterruptedException {
    return get(start(realm, "registrations", ""));
  }

  /** The log-in form, or what an identity provider shows. */
  Page logIn(String realm, String more) throws IOException, InterruptedException {
    return get(start(realm, "auth", more));
  }

  private URI start(String realm, String endpoint, String more) {
    return URI.create(
        "%s/realms/%s/protocol/openid-connect/%s?client_id=freehold-app&response_type=code&scope=openid&redirect_uri=%s&code_challenge=%s&code_challenge_method=S256%s"
            .formatted(
                keycloak,
                realm,
                endpoint,
                URLEncoder.encode(app.toString(), StandardCharsets.UTF_8),
                CHALLENGE,
                more));
  }

  /** Signs up with this e-mail; {@link Page#leftFor} the app when it succeeded. */
  Page register(String realm, String email, String password)
      throws IOException, InterruptedException {
    return post(
        signUp(realm).form(),
        Map.of(
            "email", email,
            "firstName", "Ada",
            "lastName", "Lovelace",
            "password", password,
            "password-confirm", password));
  }

  Page post(URI form, Map<String, String> fields) throws IOException, InterruptedException {
    String body =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + '=' + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return follow(
        request(form)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  Page get(URI uri) throws IOException, InterruptedException {
    return follow(request(uri).build());
  }

  private Page follow(HttpRequest first) throws IOException, InterruptedException {
    HttpRequest request = first;
    while (true) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      answer.headers().allValues("set-cookie").forEach(this::keep);
      if (answer.statusCode() != 302 && answer.statusCode() != 303) {
        return new Page(request.uri(), answer.statusCode(), answer.body());
      }
      URI next = request.uri().resolve(answer.headers().firstValue("location").orElseThrow());
      if (!next.toString().startsWith(keycloak + "/")) {
        return new Page(next, 302, "");
      }
      request = request(next).build();
    }
  }

  private HttpRequest.Builder request(URI uri) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    String header =
        cookies.entrySet().stream()
            .filter(cookie -> uri.getPath().startsWith(cookie.getKey().path()))
            .map(cookie -> cookie.getKey().name() + '=' + cookie.getValue())
            .collect(Collectors.joining("; "));
    return header.isEmpty() ? request : request.header("Cookie", header);
  }

  private void keep(String cookie) {
    String[] parts = cookie.split(";", -1);
    String path = "/";
    boolean expired = false;
    for (String part : parts) {
      String attribute = part.strip();
      if (attribute.startsWith("Path=")) {
        path = attribute.substring("Path=".length());
      }
      expired |= attribute.equals("Max-Age=0");
    }
    int equals = parts[0].indexOf('=');
    CookieKey key = new CookieKey(path, parts[0].substring(0, equals));
    if (expired) {
      cookies.remove(key);
    } else {
      cookies.put(key, parts[0].substring(equals + 1));
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
