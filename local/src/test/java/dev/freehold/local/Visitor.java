package dev.freehold.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody on the hosted page of a realm without a browser: fills in the forms, follows the
 * redirects and exchanges the code (with PKCE). One visitor has one session. Keycloak's cookies are
 * marked Secure also on http loopback; a browser sends them there nevertheless, and so does this.
 */
public final class Visitor {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private static final Pattern ACTION =
      Pattern.compile("<form[^>]*?action=\"([^\"]+)\"", Pattern.DOTALL);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int REDIRECTS = 10;

  private final URI issuer;
  private final String clientId;
  private final String redirectUri;
  private final String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
  private final Map<String, String> cookies = new LinkedHashMap<>();

  /** {@code redirectUri} is one of the client's; nothing has to listen there. */
  public Visitor(URI issuer, String clientId, String redirectUri) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.redirectUri = redirectUri;
  }

  /** The page an application sends people to; {@code create} asks for the sign-up form. */
  public Answer open(boolean create) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", clientId);
    query.put("response_type", "code");
    query.put("scope", "openid profile email");
    query.put("redirect_uri", redirectUri);
    query.put("state", "any");
    query.put("code_challenge", challenge());
    query.put("code_challenge_method", "S256");
    if (create) {
      query.put("prompt", "create");
    }
    return follow(get(URI.create(issuer + "/protocol/openid-connect/auth?" + form(query))));
  }

  /** Signs up on the hosted form and answers the ID token. */
  public String register(String email, String password) {
    return tokens(open(true).submit(registration(email, password))).id();
  }

  /** Logs in on the hosted form and answers the ID token. */
  public String logIn(String email, String password) {
    return tokens(open(false).submit(Map.of("username", email, "password", password))).id();
  }

  /** What the token endpoint answers. */
  public record Tokens(String id, String access, String refresh) {}

  /** The code that a completed log-in brought to the application. */
  public String code(Answer loggedIn) {
    URI back = loggedIn.requireSentBack();
    return Arrays.stream(back.getRawQuery().split("&"))
        .filter(part -> part.startsWith("code="))
        .map(part -> URLDecoder.decode(part.substring(5), StandardCharsets.UTF_8))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no code in " + back));
  }

  /** What proves that a code was made for this visitor's application (RFC 7636). */
  public String verifier() {
    return verifier;
  }

  /** The tokens for that code. */
  public Tokens tokens(Answer loggedIn) {
    String code = code(loggedIn);
    return token(
        Map.of(
            "grant_type", "authorization_code",
            "client_id", clientId,
            "redirect_uri", redirectUri,
            "code", code,
            "code_verifier", verifier));
  }

  /** Tokens never seen before, of the same session. */
  public Tokens refresh(Tokens tokens) {
    return token(
        Map.of(
            "grant_type",
            "refresh_token",
            "client_id",
            clientId,
            "scope",
            "openid",
            "refresh_token",
            tokens.refresh()));
  }

  /** What the sign-up form asks for. */
  public static Map<String, String> registration(String email, String password) {
    return Map.of(
        "email", email,
        "firstName", "Ada",
        "lastName", "Lovelace",
        "password", password,
        "password-confirm", password);
  }

  /** A page of Keycloak, or the redirect back to the application. */
  public final class Answer {
    private final int status;
    private final String html;
    private final Optional<URI> sentBack;

    private Answer(int status, String html, Optional<URI> sentBack) {
      this.status = status;
      this.html = html;
      this.sentBack = sentBack;
    }

    public int status() {
      return status;
    }

    public String html() {
      return html;
    }

    /** The redirect to the application, when the log-in is complete. */
    public Optional<URI> sentBack() {
      return sentBack;
    }

    /** The same, for those who expect it to be complete. */
    public URI requireSentBack() {
      return sentBack.orElseThrow(
          () -> new AssertionError("not logged in (status " + status + "), but shown: " + html));
    }

    /** Posts the page's form. */
    public Answer submit(Map<String, String> fields) {
      Matcher action = ACTION.matcher(html);
      if (!action.find()) {
        throw new AssertionError("no form on the page (status " + status + "): " + html);
      }
      return post(URI.create(action.group(1).replace("&amp;", "&")), fields);
    }
  }

  /** Posts fields to any address in this session, as somebody would who writes his own form. */
  public Answer post(URI address, Map<String, String> fields) {
    fields.forEach((name, value) -> {
      if (name.contains("password")) {
        UsedSecrets.OF_THIS_RUN.text("password", value);
      }
    });
    return follow(
        send(
            HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields)))));
  }

  private Tokens token(Map<String, String> fields) {
    Answer answer = post(URI.create(issuer + "/protocol/openid-connect/token"), fields);
    if (answer.status() != 200) {
      throw new AssertionError("no token, status " + answer.status());
    }
    return new Tokens(
        UsedSecrets.OF_THIS_RUN.token("ID token", member(answer, "id_token")),
        UsedSecrets.OF_THIS_RUN.token("access token", member(answer, "access_token")),
        UsedSecrets.OF_THIS_RUN.token("refresh token", member(answer, "refresh_token")));
  }

  private static String member(Answer json, String name) {
    Matcher value = Pattern.compile('"' + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json.html());
    if (!value.find()) {
      throw new AssertionError("no " + name + " in the answer");
    }
    return value.group(1);
  }

  private Answer follow(HttpResponse<String> first) {
    HttpResponse<String> response = first;
    for (int i = 0; i < REDIRECTS && response.statusCode() / 100 == 3; i++) {
      URI location =
          response.uri().resolve(response.headers().firstValue("Location").orElseThrow());
      if (location.toString().startsWith(redirectUri + "?")) {
        return new Answer(response.statusCode(), "", Optional.of(location));
      }
      response = get(location);
    }
    return new Answer(response.statusCode(), response.body(), Optional.empty());
  }

  private HttpResponse<String> get(URI address) {
    return send(HttpRequest.newBuilder(address));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> response =
          CLIENT.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(String cookie) {
    String pair = cookie.split(";", 2)[0];
    String name = pair.substring(0, pair.indexOf('='));
    String value = pair.substring(pair.indexOf('=') + 1);
    if (value.isEmpty()) {
      cookies.remove(name);
    } else {
      cookies.put(name, value);
    }
  }

  private String challenge() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                + "="
                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
