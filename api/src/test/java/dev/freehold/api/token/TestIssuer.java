package dev.freehold.api.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freehold.api.platform.Ids;
import dev.freehold.api.profile.TrustedIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An identity provider as far as verification sees it: an issuer name and a key set over HTTP. */
final class TestIssuer implements AutoCloseable {
  static final String CLIENT = "freehold-app";

  final AtomicInteger fetches = new AtomicInteger();
  final RSAKey rsa = rsa("rsa-1");
  final ECKey ec = ec("ec-1");

  private final HttpServer server;
  private final URI base;
  private final TrustedIssuer trusted;
  private volatile Answer answer;

  /** What the key set's address answers. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  TestIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    trusted =
        new TrustedIssuer(
            Ids.next(), base + "/realms/test", base.resolve("/certs"), Set.of(CLIENT), null);
    publishes(rsa, ec);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  TrustedIssuer trusted() {
    return trusted;
  }

  /** Serves the public halves of these keys from now on. */
  void publishes(JWK... keys) {
    answers(200, new JWKSet(List.of(keys)).toString(true));
  }

  void answers(int status, String body) {
    answers(exchange -> send(exchange, status, body));
  }

  void answers(Answer next) {
    answer = next;
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static ECKey ec(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    fetches.incrementAndGet();
    try (exchange) {
      answer.to(exchange);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
