package dev.freehold.api.token;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.freehold.api.profile.ExternalSettings;
import dev.freehold.api.profile.TokenKinds;
import dev.freehold.api.profile.TrustedIssuer;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a signed token must say: OpenID Connect Core 1.0, section 3.1.3.7, of an ID token; RFC 9068,
 * section 4, of an access token.
 */
@Singleton
class ClaimRules {
  private static final int SUBJECT_LENGTH = 255;

  private final Clock clock;
  private final Duration skew;

  ClaimRules(Clock clock, TokenSettings settings) {
    this.clock = clock;
    this.skew = settings.clockSkew();
  }

  void check(JWSHeader header, JWTClaimsSet claims, TrustedIssuer issuer, Verdicts verdicts)
      throws ParseException {
    TokenKind kind = TokenKind.of(header, claims);
    verdicts.take(Check.KIND, kindFault(kind, claims, issuer));
    verdicts.take(Check.AUDIENCE, audienceFault(kind, claims, issuer));
    verdicts.take(Check.TIME, timeFault(claims));
    verdicts.take(Check.SUBJECT, subjectFault(claims));
  }

  /** What a checked token says, in the standard claims. */
  VerifiedToken token(JWTClaimsSet claims, TrustedIssuer issuer) {
    ExternalSettings external = issuer.external();
    Map<String, Object> said = claims.toJSONObject();
    return new VerifiedToken(
        issuer.profileId(),
        issuer.issuer(),
        claims.getSubject(),
        issuer.builtIn(),
        claims.getIssueTime().toInstant(),
        claims.getExpirationTime().toInstant(),
        external == null ? said : external.claims().applied(said));
  }

  boolean expired(Instant expiresAt) {
    return !clock.instant().isBefore(expiresAt.plus(skew));
  }

  Duration skew() {
    return skew;
  }

  private static @Nullable Refusal kindFault(
      TokenKind kind, JWTClaimsSet claims, TrustedIssuer issuer) {
    if (issuer.builtIn()) {
      return kind == TokenKind.ID && "ID".equals(claims.getClaim("typ"))
          ? null
          : Refusal.ACCESS_TOKEN_NOT_ACCEPTED;
    }
    TokenKinds accepted = issuer.external().tokenKinds();
    return switch (kind) {
      case ID -> accepted.id() ? null : Refusal.ID_TOKEN_NOT_ACCEPTED;
      case ACCESS -> accepted.access() ? profileFault(claims) : Refusal.ACCESS_TOKEN_NOT_ACCEPTED;
      case OTHER ->
          accepted.access() ? Refusal.ACCESS_TOKEN_TYPE_UNKNOWN : Refusal.ACCESS_TOKEN_NOT_ACCEPTED;
    };
  }

  /**
   * RFC 9068, section 2.2; {@code azp} is taken for {@code client_id} where a provider has that.
   */
  private static @Nullable Refusal profileFault(JWTClaimsSet claims) {
    boolean client = claims.getClaim("client_id") != null || claims.getClaim("azp") != null;
    return client && claims.getJWTID() != null ? null : Refusal.CLAIM_MISSING;
  }

  private static @Nullable Refusal audienceFault(
      TokenKind kind, JWTClaimsSet claims, TrustedIssuer issuer) throws ParseException {
    List<String> audience = claims.getAudience();
    boolean forUs = audience.stream().anyMatch(issuer.audiences()::contains);
    if (kind == TokenKind.ACCESS) {
      // Whichever client it was given to, it was given for us.
      return forUs ? null : Refusal.AUDIENCE_MISMATCH;
    }
    String party = claims.getStringClaim("azp");
    boolean partyNamed = party != null || audience.size() == 1;
    boolean partyOurs = party == null || issuer.audiences().contains(party);
    return forUs && partyNamed && partyOurs ? null : Refusal.AUDIENCE_MISMATCH;
  }

  private @Nullable Refusal timeFault(JWTClaimsSet claims) {
    if (claims.getExpirationTime() == null || claims.getIssueTime() == null) {
      return Refusal.CLAIM_MISSING;
    }
    if (expired(claims.getExpirationTime().toInstant())) {
      return Refusal.EXPIRED;
    }
    Instant issuedAt = claims.getIssueTime().toInstant();
    Instant notBefore =
        claims.getNotBeforeTime() == null ? issuedAt : claims.getNotBeforeTime().toInstant();
    Instant latest = clock.instant().plus(skew);
    return issuedAt.isAfter(latest) || notBefore.isAfter(latest) ? Refusal.NOT_YET_VALID : null;
  }

  private static @Nullable Refusal subjectFault(JWTClaimsSet claims) {
    String subject = claims.getSubject();
    return subject == null || subject.isBlank() || subject.length() > SUBJECT_LENGTH
        ? Refusal.SUBJECT_MISSING
        : null;
  }
}
