package dev.freehold.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A small OpenID provider with EC keys, on loopback: discovery, keys, and what a test adds. */
public final class TestProvider implements AutoCloseable {
  public static final String CLIENT = "shop";

  /** The discovery document; a test may change it. */
  public final Map<String, Object> document = new ConcurrentHashMap<>();

  private final HttpServer server;
  private final String slash;
  private final Map<String, HttpHandler> handlers = new ConcurrentHashMap<>();
  private volatile JWK key = key("k1");
  private volatile int status = 200;

  public TestProvider() {
    this("");
  }

  /** Says what its issuer ends with, a slash or nothing. */
  public TestProvider(String slash) {
    this.slash = slash;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    document.put("issuer", issuer());
    document.put("jwks_uri", base() + "/keys");
    document.put("authorization_endpoint", base() + "/authorize");
    document.put("token_endpoint", base() + "/oauth/token");
    on(
        "/.well-known/openid-configuration",
        exchange -> send(exchange, 200, JSONObjectUtils.toJSONString(new HashMap<>(document))));
    on("/keys", exchange -> send(exchange, 200, new JWKSet(key).toString(true)));
  }

  public String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public String issuer() {
    return base() + slash;
  }

  /** Answers a path from now on. */
  public void on(String path, HttpHandler handler) {
    handlers.put(path, handler);
  }

  /** From now on every answer has this status and no body; 200: as usual. */
  public void answers(int status) {
    this.status = status;
  }

  /** From now on signs with a new key and publishes no other. */
  public void rotate(String id) {
    key = key(id);
  }

  public void rotate(JWK next) {
    key = next;
  }

  /** A good ID token for {@link #CLIENT}, but for what the test changes. */
  public String token(String subject, Consumer<JWTClaimsSet.Builder> change) {
    return token("JWT", subject, change);
  }

  public String token(String type, String subject, Consumer<JWTClaimsSet.Builder> change) {
    Instant now = Instant.now();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .subject(subject)
            .audience(CLIENT)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(600)))
            .claim("email", subject + "@example.com")
            .claim("email_verified", true);
    change.accept(claims);
    return sign(key, type, claims.build());
  }

  public static String sign(JWK key, String type, JWTClaimsSet claims) {
    JWSAlgorithm algorithm =
        switch (key.getKeyType().getValue()) {
          case "RSA" -> JWSAlgorithm.RS256;
          case "OKP" -> JWSAlgorithm.EdDSA;
          default ->
              Curve.P_384.equals(((ECKey) key).getCurve())
                  ? JWSAlgorithm.ES384
                  : JWSAlgorithm.ES256;
        };
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(algorithm)
                  .type(new JOSEObjectType(type))
                  .keyID(key.getKeyID())
                  .build(),
              claims);
      jwt.sign(new DefaultJWSSignerFactory().createJWSSigner(key, algorithm));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  public static JWK key(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  public static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpHandler handler = handlers.get(exchange.getRequestURI().getPath());
      if (status != 200 || handler == null) {
        exchange.sendResponseHeaders(handler == null ? 404 : status, -1);
      } else {
        handler.handle(exchange);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
