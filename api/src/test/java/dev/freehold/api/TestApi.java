package dev.freehold.api;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freehold.api.platform.ChangeSubscriber;
import dev.freehold.api.profile.TrustedIssuers;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

/**
 * The API over HTTP on a database of its own, and the issuer of its default profile. That issuer
 * has keys and nothing else: to the API's administration it looks like a Keycloak that is not up.
 */
public final class TestApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  public final TestDatabase database = TestDatabase.create();
  public final EmbeddedServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer issuer;
  private final RSAKey key;
  private final Map<String, Object> properties;

  public TestApi(Map<String, Object> more) {
    try {
      key = new RSAKeyGenerator(2048).keyID("test").generate();
      issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    issuer.createContext("/", this::answer);
    issuer.start();
    properties = new HashMap<>(database.properties());
    properties.put("micronaut.server.port", -1);
    properties.put("freehold.keycloak.url", keycloak());
    properties.putAll(more);
    server = ApplicationContext.run(EmbeddedServer.class, properties);
    // As if its realm had been provisioned before Keycloak went down.
    database.execute("update freehold.profiles set trusted = true");
    TrustedIssuers issuers = server.getApplicationContext().getBean(TrustedIssuers.class);
    await().until(() -> issuers.byIssuer(keycloak() + "/realms/freehold").isPresent());
  }

  /** An ID token of the default profile's issuer. */
  public String token(String subject, String email, boolean verified) {
    return token(subject, email, verified, Instant.now(), null);
  }

  /** The same, of a session and issued at that moment. */
  public String token(
      String subject, String email, boolean verified, Instant issuedAt, String session) {
    return token(
        subject, email, verified, issuedAt, session, Instant.now().plusSeconds(600), Map.of());
  }

  /** The same, which counts until then. */
  public String token(
      String subject,
      String email,
      boolean verified,
      Instant issuedAt,
      String session,
      Instant expiresAt) {
    return token(subject, email, verified, issuedAt, session, expiresAt, Map.of());
  }

  /** One with further claims. */
  public String token(String subject, Map<String, Object> more) {
    return token(
        subject,
        subject + "@example.com",
        true,
        Instant.now(),
        null,
        Instant.now().plusSeconds(600),
        more);
  }

  private String token(
      String subject,
      String email,
      boolean verified,
      Instant issuedAt,
      String session,
      Instant expiresAt,
      Map<String, Object> more) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .claim("sid", session)
            .issuer(keycloak() + "/realms/freehold")
            .subject(subject)
            .audience("freehold-app")
            .issueTime(Date.from(issuedAt))
            .expirationTime(Date.from(expiresAt))
            .claim("typ", "ID")
            .claim("azp", "freehold-app")
            .claim("email", email)
            .claim("email_verified", verified)
            .claim("given_name", "Given")
            .claim("family_name", "Family");
    more.forEach(claims::claim);
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(), claims.build());
    try {
      jwt.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return jwt.serialize();
  }

  /** A token whose user has the role Administrator. */
  public String administrator(String subject) {
    String token = token(subject, subject + "@example.com", true);
    graphql(token, "{ user { id } }");
    prepare(
        """
        insert into freehold.user_roles (user_id, role_id)
        select i.user_id, r.id from freehold.identities i, freehold.roles r
        where i.subject = '%s' and r.name = 'Administrator' on conflict do nothing\
        """
            .formatted(subject));
    return token;
  }

  /** Changes the database behind the API's back, and has it forget what it remembers of it. */
  public void prepare(String sql) {
    database.execute(sql);
    server
        .getApplicationContext()
        .getBeansOfType(ChangeSubscriber.class)
        .forEach(ChangeSubscriber::missed);
  }

  /** A second node on the same database, which the caller closes. */
  public EmbeddedServer anotherNode(Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(properties);
    all.putAll(more);
    return ApplicationContext.run(EmbeddedServer.class, all);
  }

  /** The whole answer; without a bearer when the token is null. */
  public JsonNode graphql(String token, String query) {
    return graphql(server, token, query);
  }

  public JsonNode graphql(String token, String query, Map<String, Object> variables) {
    return graphql(server, token, query, variables);
  }

  /** The answer of that node. */
  public JsonNode graphql(EmbeddedServer node, String token, String query) {
    return graphql(node, token, query, Map.of());
  }

  private JsonNode graphql(
      EmbeddedServer node, String token, String query, Map<String, Object> variables) {
    Map<String, String> headers =
        token == null ? Map.of() : Map.of("authorization", "Bearer " + token);
    try {
      byte[] body = JSON.writeValueAsBytes(Map.of("query", query, "variables", variables));
      return JSON.readTree(post(node, "/graphql", headers, body).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public HttpResponse<String> post(String path, Map<String, String> headers, byte[] body) {
    return post(server, path, headers, body);
  }

  private HttpResponse<String> post(
      EmbeddedServer node, String path, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(node.getURL() + path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String keycloak() {
    return "http://127.0.0.1:" + issuer.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean keys = exchange.getRequestURI().getPath().endsWith("/certs");
      byte[] body = (keys ? new JWKSet(key).toString(true) : "").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(keys ? 200 : 503, keys ? body.length : -1);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.close();
    issuer.stop(0);
  }
}
