package dev.freehold.api.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.TrustedIssuer;
import dev.freehold.api.profile.TrustedIssuers;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.util.List;

/**
 * Verifies a bearer: the issuer chooses the profile, the profile's keys judge the signature, then
 * the claims are looked at. Follows RFC 8725. Nothing in the token makes the API talk to anyone but
 * the key address of a profile it already trusts.
 */
@Singleton
class TokenVerifier {
  private final TrustedIssuers issuers;
  private final SigningKeys keys;
  private final ClaimRules rules;
  private final int maxLength;
  private final Verifiers verifiers = new Verifiers();

  TokenVerifier(
      TrustedIssuers issuers, SigningKeys keys, ClaimRules rules, TokenSettings settings) {
    this.issuers = issuers;
    this.keys = keys;
    this.rules = rules;
    this.maxLength = settings.maxLength();
  }

  /** The token with the trust it was verified under. */
  record Judged(VerifiedToken token, TrustedIssuer issuer) {}

  /** What was found in a token, whatever the verdicts. */
  record Seen(JWTClaimsSet claims, TrustedIssuer issuer) {}

  /**
   * May block for one fetch of keys.
   *
   * @throws FreeholdException made by a {@link Refusal}
   */
  Judged verify(String token) {
    Seen seen = look(token, Verdicts.STRICT);
    return new Judged(rules.token(seen.claims(), seen.issuer()), seen.issuer());
  }

  /**
   * Runs every check and tells what it said. The claims are worth nothing unless all of them held.
   *
   * @throws FreeholdException when the rest of the checks cannot be made
   */
  Seen look(String token, Verdicts verdicts) {
    try {
      SignedJWT jwt = parse(token, verdicts);
      TrustedIssuer issuer = issuer(jwt, verdicts);
      Refusal headerFault = headerFault(jwt.getHeader());
      verdicts.take(Check.ALGORITHM, headerFault);
      if (headerFault == null) {
        checkSignature(jwt, issuer, verdicts);
      }
      rules.check(jwt.getHeader(), jwt.getJWTClaimsSet(), issuer, verdicts);
      return new Seen(jwt.getJWTClaimsSet(), issuer);
    } catch (ParseException e) {
      throw stop(verdicts, Check.FORM, Refusal.MALFORMED, e);
    }
  }

  private SignedJWT parse(String token, Verdicts verdicts) throws ParseException {
    if (token.length() > maxLength) {
      throw stop(verdicts, Check.FORM, Refusal.TOO_LARGE, null);
    }
    JWT jwt;
    try {
      jwt = JWTParser.parse(token);
    } catch (IllegalArgumentException e) {
      throw stop(verdicts, Check.FORM, Refusal.MALFORMED, e);
    }
    SignedJWT signed =
        switch (jwt) {
          case SignedJWT one -> one;
          case EncryptedJWT _ -> throw stop(verdicts, Check.FORM, Refusal.ENCRYPTED, null);
          default -> throw stop(verdicts, Check.FORM, Refusal.ALGORITHM_NOT_ALLOWED, null);
        };
    signed.getJWTClaimsSet();
    verdicts.take(Check.FORM, null);
    return signed;
  }

  private TrustedIssuer issuer(SignedJWT jwt, Verdicts verdicts) throws ParseException {
    String named = jwt.getJWTClaimsSet().getIssuer();
    TrustedIssuer issuer = named == null ? null : issuers.byIssuer(named).orElse(null);
    if (issuer == null) {
      throw stop(verdicts, Check.ISSUER, Refusal.ISSUER_UNKNOWN, null);
    }
    verdicts.take(Check.ISSUER, null);
    return issuer;
  }

  private static @Nullable Refusal headerFault(JWSHeader header) {
    if (!Algorithms.allowed(header.getAlgorithm())) {
      return Refusal.ALGORITHM_NOT_ALLOWED;
    }
    if ("JWT".equalsIgnoreCase(header.getContentType())) {
      return Refusal.ENCRYPTED;
    }
    boolean bringsKeys =
        header.getJWK() != null || header.getJWKURL() != null || header.getX509CertURL() != null;
    boolean extended = header.getCriticalParams() != null || !header.isBase64URLEncodePayload();
    return bringsKeys || extended ? Refusal.HEADER_NOT_ALLOWED : null;
  }

  private void checkSignature(SignedJWT jwt, TrustedIssuer issuer, Verdicts verdicts) {
    List<JWK> candidates;
    try {
      candidates = keys.matching(issuer, jwt.getHeader());
    } catch (FreeholdException e) {
      verdicts.take(Check.KEY, Refusal.KEYS_UNAVAILABLE);
      return;
    }
    verdicts.take(Check.KEY, candidates.isEmpty() ? Refusal.KEY_UNKNOWN : null);
    if (!candidates.isEmpty()) {
      boolean holds = candidates.stream().anyMatch(key -> signedWith(jwt, key));
      verdicts.take(Check.SIGNATURE, holds ? null : Refusal.SIGNATURE_INVALID);
    }
  }

  private boolean signedWith(SignedJWT jwt, JWK key) {
    try {
      return jwt.verify(verifiers.of(key, jwt.getHeader()));
    } catch (JOSEException e) {
      return false;
    }
  }

  private static FreeholdException stop(
      Verdicts verdicts, Check check, Refusal fault, @Nullable Exception cause) {
    FreeholdException refusal = fault.exception(cause);
    try {
      verdicts.take(check, fault);
    } catch (FreeholdException _) {
      // The same without its cause.
    }
    return refusal;
  }
}
