package dev.freehold.api.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.platform.Installation;
import dev.freehold.api.platform.Mode;
import dev.freehold.api.profile.ProviderHttp;
import dev.freehold.api.profile.ProviderSettings;
import dev.freehold.api.profile.TrustedIssuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Verification put together as in the application, with one trusted issuer and a clock to move. */
final class TokenFixture implements AutoCloseable {
  final MovableClock clock = new MovableClock();
  final TestIssuer issuer = new TestIssuer();
  final Map<String, TrustedIssuer> trust = new ConcurrentHashMap<>();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final TokenVerification verification;
  private final JwksClient client;
  private final ProviderHttp providers;

  TokenFixture() {
    trust.put(issuer.trusted().issuer(), issuer.trusted());
    TokenSettings settings =
        new TokenSettings(16_384, Duration.ofSeconds(30), 1_000_000, Duration.ofMinutes(5));
    KeySettings keys =
        new KeySettings(
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(24),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            65_536);
    providers =
        new ProviderHttp(
            new Installation(Mode.LOCAL, URI.create("http://localhost")),
            new ProviderSettings(true, Duration.ofSeconds(5), 65_536, Duration.ofHours(1)));
    client = new JwksClient(keys, providers);
    ClaimRules rules = new ClaimRules(clock, settings);
    verification =
        new TokenVerification(
            new TokenVerifier(this::trusted, new SigningKeys(client, keys, clock), rules, settings),
            this::trusted,
            rules,
            settings,
            new TokenMetrics(meters),
            clock);
  }

  private Optional<TrustedIssuer> trusted(String name) {
    return Optional.ofNullable(trust.get(name));
  }

  /** The claims of a good ID token, valid for ten minutes. */
  JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer.trusted().issuer())
        .subject("7f0c")
        .audience(TestIssuer.CLIENT)
        .issueTime(date(Duration.ZERO))
        .expirationTime(date(Duration.ofMinutes(10)))
        .claim("typ", "ID")
        .claim("azp", TestIssuer.CLIENT);
  }

  Date date(Duration fromNow) {
    return Date.from(clock.instant().plus(fromNow));
  }

  String token() {
    return sign(issuer.rsa, claims().build());
  }

  String token(Consumer<JWTClaimsSet.Builder> change) {
    JWTClaimsSet.Builder claims = claims();
    change.accept(claims);
    return sign(issuer.rsa, claims.build());
  }

  static String sign(JWK key, JWTClaimsSet claims) {
    JWSAlgorithm algorithm =
        switch (key.getKeyType().getValue()) {
          case "RSA" -> JWSAlgorithm.RS256;
          case "EC" ->
              Curve.P_384.equals(((ECKey) key).getCurve())
                  ? JWSAlgorithm.ES384
                  : JWSAlgorithm.ES256;
          case "OKP" -> JWSAlgorithm.EdDSA;
          default -> JWSAlgorithm.HS256;
        };
    return sign(key, new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
  }

  static String sign(JWK key, JWSHeader header, JWTClaimsSet claims) {
    try {
      JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(key, header.getAlgorithm());
      SignedJWT jwt = new SignedJWT(header, claims);
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  VerifiedToken accepted(String token) {
    TokenOutcome outcome = verification.outcome(token);
    assertThat(outcome).isInstanceOf(TokenOutcome.Verified.class);
    return ((TokenOutcome.Verified) outcome).token();
  }

  FreeholdException refused(String token) {
    TokenOutcome outcome = verification.outcome(token);
    assertThat(outcome).isInstanceOf(TokenOutcome.Rejected.class);
    return ((TokenOutcome.Rejected) outcome).refusal();
  }

  String reason(String token) {
    return (String) refused(token).details().get("reason");
  }

  @Override
  public void close() {
    client.close();
    providers.close();
    issuer.close();
  }
}
