package dev.freehold.api.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.freehold.api.profile.TrustedIssuer;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** What a signed token must say: OpenID Connect Core 1.0, section 3.1.3.7. */
@Singleton
class ClaimRules {
  private static final int SUBJECT_LENGTH = 255;

  private final Clock clock;
  private final Duration skew;

  ClaimRules(Clock clock, TokenSettings settings) {
    this.clock = clock;
    this.skew = settings.clockSkew();
  }

  VerifiedToken apply(JWSHeader header, JWTClaimsSet claims, TrustedIssuer issuer)
      throws ParseException {
    requireIdToken(header, claims, issuer);
    requireAudience(claims, issuer);
    Instant expiresAt = required(claims.getExpirationTime());
    Instant issuedAt = required(claims.getIssueTime());
    Instant notBefore =
        claims.getNotBeforeTime() == null ? issuedAt : claims.getNotBeforeTime().toInstant();
    Instant latest = clock.instant().plus(skew);
    if (expired(expiresAt)) {
      throw Refusal.EXPIRED.exception();
    }
    if (issuedAt.isAfter(latest) || notBefore.isAfter(latest)) {
      throw Refusal.NOT_YET_VALID.exception();
    }
    return new VerifiedToken(
        issuer.profileId(),
        issuer.issuer(),
        subject(claims),
        issuer.builtIn(),
        issuedAt,
        expiresAt,
        claims.toJSONObject());
  }

  boolean expired(Instant expiresAt) {
    return !clock.instant().isBefore(expiresAt.plus(skew));
  }

  /**
   * Keycloak names the kind in the claim {@code typ}; others mark an access token in the header
   * (RFC 9068) or not at all, then the audience tells it apart.
   */
  private static void requireIdToken(JWSHeader header, JWTClaimsSet claims, TrustedIssuer issuer) {
    boolean plainJwt = header.getType() == null || JOSEObjectType.JWT.equals(header.getType());
    Object kind = claims.getClaim("typ");
    boolean idToken = issuer.builtIn() ? "ID".equals(kind) : kind == null || "ID".equals(kind);
    if (!plainJwt || !idToken) {
      throw Refusal.ACCESS_TOKEN_NOT_ACCEPTED.exception();
    }
  }

  private static void requireAudience(JWTClaimsSet claims, TrustedIssuer issuer)
      throws ParseException {
    List<String> audience = claims.getAudience();
    String party = claims.getStringClaim("azp");
    boolean forUs = audience.stream().anyMatch(issuer.audiences()::contains);
    boolean partyNamed = party != null || audience.size() == 1;
    boolean partyOurs = party == null || issuer.audiences().contains(party);
    if (!forUs || !partyNamed || !partyOurs) {
      throw Refusal.AUDIENCE_MISMATCH.exception();
    }
  }

  private static Instant required(Date date) {
    if (date == null) {
      throw Refusal.CLAIM_MISSING.exception();
    }
    return date.toInstant();
  }

  private static String subject(JWTClaimsSet claims) {
    String subject = claims.getSubject();
    if (subject == null || subject.isBlank() || subject.length() > SUBJECT_LENGTH) {
      throw Refusal.SUBJECT_MISSING.exception();
    }
    return subject;
  }
}
