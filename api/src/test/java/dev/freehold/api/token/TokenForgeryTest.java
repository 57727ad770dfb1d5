package dev.freehold.api.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.freehold.api.platform.ErrorCode;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenForgeryTest {
  private final TokenFixture tokens = new TokenFixture();
  private final RSAKey own = tokens.issuer.rsa;

  @AfterEach
  void close() {
    tokens.close();
  }

  private JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(own.getKeyID());
  }

  private String signed(JWSHeader.Builder header) {
    return TokenFixture.sign(own, header.build(), tokens.claims().build());
  }

  @Test
  void rejectsAnUnsignedToken() {
    assertThat(tokens.reason(new PlainJWT(tokens.claims().build()).serialize()))
        .isEqualTo("algorithm_not_allowed");
  }

  @Test
  void rejectsASignedTokenWhoseSignatureWasCutOff() {
    String token = tokens.token();
    assertThat(tokens.reason(token.substring(0, token.lastIndexOf('.') + 1)))
        .isIn("malformed", "signature_invalid");
  }

  @Test
  void rejectsHs256MadeWithThePublicRsaKey() throws Exception {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(own.getKeyID()).build(),
            tokens.claims().build());
    jwt.sign(new MACSigner(own.toRSAPublicKey().getEncoded()));

    assertThat(tokens.reason(jwt.serialize())).isEqualTo("algorithm_not_allowed");
    assertThat(tokens.issuer.fetches).hasValue(0);
  }

  @Test
  void rejectsAnAlteredToken() {
    String[] parts = tokens.token().split("\\.", -1);
    String other = tokens.token(c -> c.subject("administrator")).split("\\.", -1)[1];

    assertThat(tokens.reason(parts[0] + '.' + other + '.' + parts[2]))
        .isEqualTo("signature_invalid");
  }

  @Test
  void rejectsAnotherIssuersKeyEvenWithTheSameKeyId() {
    try (TestIssuer other = new TestIssuer()) {
      tokens.trust.put(other.trusted().issuer(), other.trusted());
      // The other issuer is trusted and its key is known, but not for this issuer's tokens.
      tokens.accepted(
          TokenFixture.sign(other.rsa, tokens.claims().issuer(other.trusted().issuer()).build()));

      assertThat(tokens.reason(TokenFixture.sign(other.rsa, tokens.claims().build())))
          .isEqualTo("signature_invalid");
    }
  }

  @Test
  void rejectsATokenThatBringsItsOwnKey() throws Exception {
    RSAKey attackers = TestIssuer.rsa("attackers");
    JWSHeader embedded =
        new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(attackers.toPublicJWK()).build();

    assertThat(tokens.reason(TokenFixture.sign(attackers, embedded, tokens.claims().build())))
        .isEqualTo("header_not_allowed");
  }

  @Test
  void neverFetchesKeysFromAnAddressInTheToken() {
    try (TestIssuer attackers = new TestIssuer()) {
      URI theirs = attackers.trusted().jwksUri();
      JWSHeader.Builder jku =
          new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa-1").jwkURL(theirs);
      JWSHeader.Builder x5u =
          new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa-1").x509CertURL(theirs);

      for (JWSHeader.Builder header : List.of(jku, x5u)) {
        assertThat(
                tokens.reason(
                    TokenFixture.sign(attackers.rsa, header.build(), tokens.claims().build())))
            .isEqualTo("header_not_allowed");
      }
      assertThat(attackers.fetches).hasValue(0);
    }
  }

  @Test
  void rejectsCriticalHeadersItDoesNotKnow() {
    assertThat(
            tokens.reason(
                signed(header().criticalParams(Set.of("exp")).customParam("exp", 4_000_000_000L))))
        .isEqualTo("header_not_allowed");
  }

  @Test
  void rejectsHeadersOfOtherKindsOfToken() {
    for (String kind : List.of("at+jwt", "logout+jwt", "dpop+jwt")) {
      assertThat(tokens.reason(signed(header().type(new JOSEObjectType(kind)))))
          .isEqualTo("access_token_not_accepted");
    }
    tokens.accepted(signed(header().type(JOSEObjectType.JWT)));
  }

  @Test
  void rejectsEncryptedAndNestedTokens() throws Exception {
    EncryptedJWT jwt =
        new EncryptedJWT(
            new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128GCM),
            tokens.claims().build());
    jwt.encrypt(new RSAEncrypter(own.toRSAPublicKey()));

    assertThat(tokens.reason(jwt.serialize())).isEqualTo("encrypted");
    assertThat(tokens.reason(signed(header().contentType("JWT")))).isEqualTo("encrypted");
  }

  @Test
  void rejectsA100KilobyteTokenBeforeReadingIt() {
    String token = tokens.token(c -> c.claim("padding", "x".repeat(75_000)));
    assertThat(token.length()).isGreaterThan(100_000);

    assertThat(tokens.reason(token)).isEqualTo("too_large");
    assertThat(tokens.issuer.fetches).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a.b.c",
        "e30.e30.e30",
        "undefined",
        "null",
        "eyJhbGciOiJSUzI1NiJ9"
      })
  void rejectsWhatIsNoToken(String bearer) {
    assertThat(tokens.refused(bearer).code()).isEqualTo(ErrorCode.INVALID_TOKEN);
    assertThat(tokens.reason(bearer)).isEqualTo("malformed");
  }

  @Test
  void tellsEveryReasonTogetherWithARemedy() {
    assertThat(tokens.refused("nonsense").details()).containsOnlyKeys("reason", "remedy");
    assertThat(tokens.refused("nonsense").details().values().toString()).doesNotContain("nonsense");
  }
}
