package dev.freehold.api.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.profile.TrustedIssuer;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenCacheTest {
  private final TokenFixture tokens = new TokenFixture();
  private final TrustedIssuer trusted = tokens.issuer.trusted();

  @AfterEach
  void close() {
    tokens.close();
  }

  private double requests(String result) {
    return tokens.meters.counter("freehold.token.cache.requests", "result", result).count();
  }

  @Test
  void verifiesATokenOnceAndRemembersIt() {
    String token = tokens.token();
    VerifiedToken first = tokens.accepted(token);

    assertThat(tokens.accepted(token)).isSameAs(first);
    assertThat(requests("hit")).isEqualTo(1);
    assertThat(requests("miss")).isEqualTo(1);
  }

  @Test
  void aRememberedTokenExpiresWithTheClock() {
    String token = tokens.token(c -> c.expirationTime(tokens.date(Duration.ofMinutes(2))));
    tokens.accepted(token);
    tokens.clock.pass(Duration.ofMinutes(2).plusSeconds(30));

    assertThat(tokens.refused(token).code()).isEqualTo(ErrorCode.TOKEN_EXPIRED);
  }

  @Test
  void aRememberedTokenFallsWithItsProfile() {
    String token = tokens.token();
    tokens.accepted(token);
    tokens.trust.remove(trusted.issuer());

    assertThat(tokens.reason(token)).isEqualTo("issuer_unknown");
  }

  @Test
  void aRememberedTokenIsJudgedAnewWhenTheAudiencesChange() {
    String token = tokens.token();
    tokens.accepted(token);
    tokens.trust.put(
        trusted.issuer(),
        new TrustedIssuer(
            trusted.profileId(), trusted.issuer(), trusted.jwksUri(), Set.of("other"), null));

    assertThat(tokens.reason(token)).isEqualTo("audience_mismatch");
  }

  @Test
  void aRememberedTokenFallsWithItsKey() {
    String token = tokens.token(c -> c.expirationTime(tokens.date(Duration.ofHours(1))));
    tokens.accepted(token);
    tokens.issuer.publishes(TestIssuer.rsa("rsa-2"));
    tokens.clock.pass(Duration.ofMinutes(16));

    assertThat(tokens.reason(token)).isEqualTo("key_unknown");
  }

  @Test
  void rejectedTokensAreNotRemembered() {
    String token = tokens.token(c -> c.notBeforeTime(tokens.date(Duration.ofMinutes(1))));
    assertThat(tokens.reason(token)).isEqualTo("not_yet_valid");
    tokens.clock.pass(Duration.ofMinutes(1));

    tokens.accepted(token);
  }
}
