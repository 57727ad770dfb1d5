package dev.freehold.api.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenClaimsTest {
  private final TokenFixture tokens = new TokenFixture();

  @AfterEach
  void close() {
    tokens.close();
  }

  @Test
  void acceptsAnIdTokenAndTellsWhoseItIs() {
    VerifiedToken token = tokens.accepted(tokens.token(c -> c.claim("email", "ada@example.com")));

    assertThat(token.profileId()).isEqualTo(tokens.issuer.trusted().profileId());
    assertThat(token.issuer()).isEqualTo(tokens.issuer.trusted().issuer());
    assertThat(token.subject()).isEqualTo("7f0c");
    assertThat(token.builtIn()).isTrue();
    assertThat(token.issuedAt()).isEqualTo(tokens.clock.instant());
    assertThat(token.expiresAt()).isEqualTo(tokens.clock.instant().plusSeconds(600));
    assertThat(token.claims()).containsEntry("email", "ada@example.com");
  }

  @Test
  void rejectsAnUnknownIssuerWithoutAnyFetch() {
    assertThat(tokens.reason(tokens.token(c -> c.issuer("https://evil.example"))))
        .isEqualTo("issuer_unknown");
    assertThat(tokens.reason(tokens.token(c -> c.issuer(null)))).isEqualTo("issuer_unknown");
    assertThat(tokens.issuer.fetches).hasValue(0);
  }

  @Test
  void comparesTheIssuerCharacterByCharacter() {
    String issuer = tokens.issuer.trusted().issuer();
    assertThat(tokens.reason(tokens.token(c -> c.issuer(issuer + "/"))))
        .isEqualTo("issuer_unknown");
  }

  @Test
  void rejectsAnotherAudience() {
    assertThat(tokens.reason(tokens.token(c -> c.audience("another-app"))))
        .isEqualTo("audience_mismatch");
  }

  @Test
  void rejectsTokenWithoutAudience() {
    assertThat(tokens.reason(tokens.token(c -> c.audience(List.of()))))
        .isEqualTo("audience_mismatch");
  }

  @Test
  void rejectsSeveralAudiencesUnlessTheAuthorizedPartyIsOurs() {
    List<String> both = List.of(TestIssuer.CLIENT, "another-app");
    assertThat(tokens.reason(tokens.token(c -> c.audience(both).claim("azp", null))))
        .isEqualTo("audience_mismatch");
    assertThat(tokens.reason(tokens.token(c -> c.audience(both).claim("azp", "another-app"))))
        .isEqualTo("audience_mismatch");
    tokens.accepted(tokens.token(c -> c.audience(both)));
  }

  @Test
  void rejectsAnExpiredTokenTheWay8baseClientsKnow() {
    FreeholdException refusal =
        tokens.refused(tokens.token(c -> c.expirationTime(tokens.date(Duration.ofSeconds(-30)))));

    assertThat(refusal.code()).isEqualTo(ErrorCode.TOKEN_EXPIRED);
    assertThat(refusal).hasMessage("Token expired");
    assertThat(refusal.details()).isEqualTo(Map.of("token", "jwt expired"));
  }

  @Test
  void toleratesClocksThatDifferByLessThanTheSkew() {
    tokens.accepted(tokens.token(c -> c.expirationTime(tokens.date(Duration.ofSeconds(-29)))));
    tokens.accepted(tokens.token(c -> c.issueTime(tokens.date(Duration.ofSeconds(30)))));
  }

  @Test
  void rejectsATokenThatIsNotYetValid() {
    assertThat(
            tokens.reason(tokens.token(c -> c.notBeforeTime(tokens.date(Duration.ofSeconds(31))))))
        .isEqualTo("not_yet_valid");
  }

  @Test
  void rejectsATokenIssuedInTheFuture() {
    assertThat(tokens.reason(tokens.token(c -> c.issueTime(tokens.date(Duration.ofSeconds(31))))))
        .isEqualTo("not_yet_valid");
  }

  @Test
  void rejectsATokenWithoutExpiryOrIssueTime() {
    assertThat(tokens.reason(tokens.token(c -> c.expirationTime(null)))).isEqualTo("claim_missing");
    assertThat(tokens.reason(tokens.token(c -> c.issueTime(null)))).isEqualTo("claim_missing");
  }

  @Test
  void rejectsATokenWithoutSubject() {
    assertThat(tokens.reason(tokens.token(c -> c.subject(null)))).isEqualTo("subject_missing");
    assertThat(tokens.reason(tokens.token(c -> c.subject(" ")))).isEqualTo("subject_missing");
    assertThat(tokens.reason(tokens.token(c -> c.subject("s".repeat(256)))))
        .isEqualTo("subject_missing");
  }

  @Test
  void rejectsKeycloaksOtherTokens() {
    for (String kind : Set.of("Bearer", "Refresh", "Logout")) {
      assertThat(tokens.reason(tokens.token(c -> c.claim("typ", kind))))
          .isEqualTo("access_token_not_accepted");
    }
    assertThat(tokens.reason(tokens.token(c -> c.claim("typ", null))))
        .isEqualTo("access_token_not_accepted");
  }
}
