package dev.freehold.api.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.freehold.api.platform.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {
  private final TokenFixture tokens = new TokenFixture();
  private final TestIssuer issuer = tokens.issuer;

  @AfterEach
  void close() {
    tokens.close();
  }

  /** A token that no cache has seen. */
  private String token(String subject) {
    return tokens.token(c -> c.subject(subject));
  }

  private String tokenOf(RSAKey key) {
    return TokenFixture.sign(key, tokens.claims().build());
  }

  @Test
  void fetchesKeysOnceForManyTokens() {
    tokens.accepted(token("one"));
    tokens.accepted(token("two"));
    assertThat(issuer.fetches).hasValue(1);
  }

  @Test
  void acceptsEllipticCurveKeys() {
    tokens.accepted(TokenFixture.sign(issuer.ec, tokens.claims().build()));
  }

  @Test
  void unknownKeyIdsCauseNoFloodOfFetches() {
    RSAKey unknown = TestIssuer.rsa("made-up");
    tokens.accepted(token("first"));
    tokens.clock.pass(Duration.ofSeconds(10));

    for (int i = 0; i < 50; i++) {
      assertThat(tokens.reason(tokenOf(unknown))).isEqualTo("key_unknown");
    }
    assertThat(issuer.fetches).hasValue(2);
  }

  @Test
  void manyCallersAtOnceShareOneFetch() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    String keys = new JWKSet(issuer.rsa).toString(true);
    issuer.answers(exchange -> {
      asked.countDown();
      uninterrupted(go);
      TestIssuer.send(exchange, 200, keys);
    });
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> results =
          IntStream.range(0, 20)
              .<Future<?>>mapToObj(i -> callers.submit(() -> tokens.accepted(token("s" + i))))
              .toList();
      asked.await();
      go.countDown();
      for (Future<?> result : results) {
        result.get();
      }
    }
    assertThat(issuer.fetches).hasValue(1);
  }

  @Test
  void aRotatedKeyIsFoundAndTheOldOneDropped() {
    tokens.accepted(token("before"));
    RSAKey next = TestIssuer.rsa("rsa-2");
    issuer.publishes(next);
    tokens.clock.pass(Duration.ofSeconds(10));

    tokens.accepted(tokenOf(next));
    assertThat(tokens.reason(token("after"))).isEqualTo("key_unknown");
  }

  @Test
  void refreshesAheadWithoutMakingAnyoneWait() throws Exception {
    tokens.accepted(token("one"));
    CountDownLatch go = new CountDownLatch(1);
    String keys = new JWKSet(issuer.rsa).toString(true);
    issuer.answers(exchange -> {
      uninterrupted(go);
      TestIssuer.send(exchange, 200, keys);
    });
    tokens.clock.pass(Duration.ofMinutes(6));

    tokens.accepted(token("two")); // would never return if it waited
    await().untilAtomic(issuer.fetches, Matchers.is(2));
    go.countDown();
  }

  @Test
  void aRevokedKeyDoesNotOutliveTheStaleAge() {
    tokens.accepted(token("one"));
    issuer.publishes(TestIssuer.rsa("rsa-2"));
    tokens.clock.pass(Duration.ofMinutes(16));

    assertThat(tokens.reason(token("two"))).isEqualTo("key_unknown");
  }

  @Test
  void knownKeysServeWhileTheIssuerIsDownButNotForEver() {
    tokens.accepted(token("one"));
    issuer.answers(503, "");

    for (int hours = 0; hours < 23; hours++) {
      tokens.clock.pass(Duration.ofHours(1));
      tokens.accepted(token("hour" + hours));
    }
    tokens.clock.pass(Duration.ofHours(2));
    assertThat(tokens.refused(token("late")).code()).isEqualTo(ErrorCode.EXTERNAL_SERVICE);
    assertThat(tokens.reason(token("late"))).isEqualTo("keys_unavailable");

    issuer.publishes(issuer.rsa);
    tokens.clock.pass(Duration.ofSeconds(10));
    tokens.accepted(token("back"));
  }

  @Test
  void anIssuerThatNeverAnsweredIsAskedAgainOnlyAfterAWhile() {
    issuer.answers(503, "");
    for (int i = 0; i < 20; i++) {
      assertThat(tokens.reason(token("s" + i))).isEqualTo("keys_unavailable");
    }
    assertThat(issuer.fetches).hasValue(1);
  }

  @Test
  void doesNotFollowRedirects() {
    try (TestIssuer other = new TestIssuer()) {
      issuer.answers(exchange -> {
        exchange.getResponseHeaders().add("Location", other.trusted().jwksUri().toString());
        TestIssuer.send(exchange, 302, "");
      });
      assertThat(tokens.reason(tokenOf(other.rsa))).isEqualTo("keys_unavailable");
      assertThat(other.fetches).hasValue(0);
    }
  }

  @Test
  void givesUpOnAnEndlessAnswer() {
    issuer.answers(200, new JWKSet(issuer.rsa).toString(true) + " ".repeat(100_000));
    assertThat(tokens.reason(token("one"))).isEqualTo("keys_unavailable");
  }

  @Test
  void ignoresKeysThatAreWeakPrivateOrNotForSignatures() throws JOSEException {
    RSAKey weak = new RSAKeyGenerator(1024, true).keyID("weak").generate();
    RSAKey encryption = new RSAKeyGenerator(2048).keyID("enc").keyUse(KeyUse.ENCRYPTION).generate();
    RSAKey leaked = TestIssuer.rsa("leaked");
    issuer.answers(
        200,
        new JWKSet(
                List.of(
                    issuer.rsa.toPublicJWK(), weak.toPublicJWK(), encryption.toPublicJWK(), leaked))
            .toString(false));
    tokens.accepted(token("good"));
    assertThat(tokens.reason(tokenOf(leaked))).isEqualTo("key_unknown");
    RSAKey misused = new RSAKey.Builder(encryption).keyUse(null).build();
    assertThat(tokens.reason(tokenOf(misused))).isEqualTo("key_unknown");
    assertThat(Algorithms.usable(weak.toPublicJWK())).isFalse();
    assertThat(Algorithms.usable(new ECKeyGenerator(Curve.P_521).generate().toPublicJWK()))
        .isFalse();
  }

  @Test
  void withoutAKeyIdTheKeyMustBeUnambiguous() {
    JWSHeader noKeyId = new JWSHeader(JWSAlgorithm.RS256);
    tokens.accepted(TokenFixture.sign(issuer.rsa, noKeyId, tokens.claims().build()));

    issuer.publishes(issuer.rsa, TestIssuer.rsa("rsa-2"));
    tokens.clock.pass(Duration.ofMinutes(16));
    assertThat(tokens.reason(TokenFixture.sign(issuer.rsa, noKeyId, tokens.claims().build())))
        .isEqualTo("key_unknown");
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
