package dev.freehold.api.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.freehold.api.profile.ClaimMapping;
import dev.freehold.api.profile.ClaimSource;
import dev.freehold.api.profile.ExternalSettings;
import dev.freehold.api.profile.ProviderEndpoints;
import dev.freehold.api.profile.TokenKinds;
import dev.freehold.api.profile.TrustedIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalTokenTest {
  private static final ClaimMapping STANDARD = new ClaimMapping(null, null, null, null);

  private final TokenFixture tokens = new TokenFixture();
  private final TestIssuer issuer = tokens.issuer;

  @BeforeEach
  void trust() {
    accept(TokenKinds.ID, STANDARD);
  }

  @AfterEach
  void close() {
    tokens.close();
  }

  private void accept(TokenKinds kinds, ClaimMapping claims) {
    TrustedIssuer trusted = issuer.trusted();
    ExternalSettings external =
        new ExternalSettings(
            Set.of(TestIssuer.CLIENT),
            kinds,
            true,
            null,
            claims,
            null,
            new ProviderEndpoints(trusted.jwksUri(), trusted.jwksUri(), null, null),
            null);
    tokens.trust.put(
        trusted.issuer(),
        new TrustedIssuer(
            trusted.profileId(),
            trusted.issuer(),
            trusted.jwksUri(),
            Set.of(TestIssuer.CLIENT),
            external));
  }

  /** A token without anything that only Keycloak's have. */
  private JWTClaimsSet.Builder claims() {
    return tokens.claims().claim("typ", null).claim("azp", null);
  }

  private String id(Consumer<JWTClaimsSet.Builder> change) {
    return typed("JWT", change);
  }

  private String access(Consumer<JWTClaimsSet.Builder> change) {
    return typed(
        "at+jwt",
        claims -> {
          claims.claim("client_id", "somebody").jwtID("1").claim("scope", "openid");
          change.accept(claims);
        });
  }

  private String typed(String type, Consumer<JWTClaimsSet.Builder> change) {
    JWTClaimsSet.Builder claims = claims();
    change.accept(claims);
    return TokenFixture.sign(
        issuer.rsa,
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .type(new JOSEObjectType(type))
            .keyID(issuer.rsa.getKeyID())
            .build(),
        claims.build());
  }

  @Test
  void acceptsIdTokensOnlyUnlessToldOtherwise() {
    tokens.accepted(id(c -> {}));
    assertThat(tokens.reason(access(c -> {}))).isEqualTo("access_token_not_accepted");
  }

  @Test
  void acceptsAccessTokensOnlyWhenToldSo() {
    accept(TokenKinds.ACCESS, STANDARD);
    tokens.accepted(access(c -> {}));
    assertThat(tokens.reason(id(c -> {}))).isEqualTo("id_token_not_accepted");
  }

  @Test
  void acceptsBothWhenToldSo() {
    accept(TokenKinds.BOTH, STANDARD);
    tokens.accepted(access(c -> {}));
    tokens.accepted(id(c -> {}));
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_id", "jti"})
  void rejectsAnAccessTokenWithoutAClaimOfItsProfile(String claim) {
    accept(TokenKinds.BOTH, STANDARD);
    assertThat(tokens.reason(access(c -> c.claim(claim, null)))).isEqualTo("claim_missing");
  }

  @Test
  void rejectsAnAccessTokenForAnotherAudience() {
    accept(TokenKinds.BOTH, STANDARD);
    assertThat(tokens.reason(access(c -> c.audience("other")))).isEqualTo("audience_mismatch");
  }

  @ParameterizedTest
  @EnumSource(TokenKinds.class)
  void rejectsAnAccessTokenThatDoesNotSayWhatItIs(TokenKinds kinds) {
    accept(kinds, STANDARD);
    assertThat(tokens.reason(id(c -> c.claim("scope", "read"))))
        .isEqualTo(
            kinds == TokenKinds.ID ? "access_token_not_accepted" : "access_token_type_unknown");
  }

  @ParameterizedTest
  @EnumSource(TokenKinds.class)
  void rejectsALogOutToken(TokenKinds kinds) {
    accept(kinds, STANDARD);
    assertThat(tokens.refused(id(c -> c.claim("events", Map.of("logout", Map.of()))))).isNotNull();
    assertThat(tokens.refused(typed("logout+jwt", c -> {}))).isNotNull();
  }

  @Test
  void readsWhatIsSaidWhereTheMappingPoints() {
    accept(
        TokenKinds.ID,
        new ClaimMapping(
            new ClaimSource("/contact/mails/0", null),
            new ClaimSource("https://acme.example/verified", null),
            new ClaimSource("/contact/a~1b", "Nobody"),
            new ClaimSource("missing", null)));
    Map<String, Object> said =
        tokens
            .accepted(
                id(c ->
                    c.claim("contact", Map.of("mails", List.of("ada@example.com")))
                        .claim("https://acme.example/verified", "true")
                        .claim("email", "eve@example.com")
                        .claim("family_name", "Standard")))
            .claims();
    assertThat(said)
        .containsEntry("email", "ada@example.com")
        .containsEntry("email_verified", true)
        .containsEntry("given_name", "Nobody")
        .doesNotContainKey("family_name");
  }

  @Test
  void doesNotTakeAnotherAddressForTheVerifiedOne() {
    accept(TokenKinds.ID, new ClaimMapping(new ClaimSource("upn", null), null, null, null));
    Map<String, Object> said =
        tokens
            .accepted(
                id(c ->
                    c.claim("upn", "root@example.com")
                        .claim("email", "eve@example.com")
                        .claim("email_verified", true)))
            .claims();
    assertThat(said)
        .containsEntry("email", "root@example.com")
        .containsEntry("email_verified", false);
  }

  @Test
  void acceptsEveryKindOfCurve() throws JOSEException {
    for (JWK key :
        List.of(
            new ECKeyGenerator(Curve.P_256).keyID("p256").generate(),
            new ECKeyGenerator(Curve.P_384).keyID("p384").generate(),
            new OctetKeyPairGenerator(Curve.Ed25519).keyID("ed").generate())) {
      issuer.publishes(key);
      tokens.clock.pass(Duration.ofSeconds(10));
      String token = TokenFixture.sign(key, claims().build());
      tokens.accepted(token);
      int dot = token.lastIndexOf('.');
      char first = token.charAt(dot + 1);
      String altered =
          token.substring(0, dot + 1) + (first == 'A' ? 'B' : 'A') + token.substring(dot + 2);
      assertThat(tokens.reason(altered)).isEqualTo("signature_invalid");
    }
  }

  @Test
  void rejectsAnEdwardsSignatureOfAnotherKeyUnderTheSameId() throws JOSEException {
    issuer.publishes(new OctetKeyPairGenerator(Curve.Ed25519).keyID("ed").generate());
    JWK other = new OctetKeyPairGenerator(Curve.Ed25519).keyID("ed").generate();
    assertThat(tokens.reason(TokenFixture.sign(other, claims().build())))
        .isEqualTo("signature_invalid");
  }

  @Test
  void goesOnThroughARotationInTheMiddle() {
    tokens.accepted(id(c -> {}));
    JWK next = TestIssuer.ec("ec-2");
    issuer.publishes(issuer.rsa, next);
    tokens.clock.pass(Duration.ofSeconds(10));
    tokens.accepted(TokenFixture.sign(next, claims().build()));
    tokens.accepted(id(c -> c.subject("still")));
    issuer.publishes(next);
    tokens.clock.pass(Duration.ofMinutes(20));
    tokens.accepted(TokenFixture.sign(next, claims().build()));
    assertThat(tokens.reason(id(c -> c.subject("old key")))).isEqualTo("key_unknown");
  }

  @Test
  void servesThroughAnHourWithoutTheProviderAndStopsAfterADay() {
    tokens.accepted(id(c -> {}));
    issuer.answers(503, "");
    tokens.clock.pass(Duration.ofHours(1));
    tokens.accepted(id(c -> c.subject("after an hour")));
    tokens.clock.pass(Duration.ofHours(24));
    assertThat(tokens.reason(id(c -> c.subject("after a day")))).isEqualTo("keys_unavailable");
    issuer.publishes(issuer.rsa);
    tokens.clock.pass(Duration.ofSeconds(10));
    tokens.accepted(id(c -> c.subject("back again")));
  }
}
