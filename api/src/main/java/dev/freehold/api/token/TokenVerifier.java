package dev.freehold.api.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import dev.freehold.api.profile.TrustedIssuer;
import dev.freehold.api.profile.TrustedIssuers;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.util.List;

/**
 * Verifies an ID token: the issuer chooses the profile, the profile's keys judge the signature,
 * then the claims are looked at. Follows RFC 8725. Nothing in the token makes the API talk to
 * anyone but the key address of a profile it already trusts.
 */
@Singleton
class TokenVerifier {
  private final TrustedIssuers issuers;
  private final SigningKeys keys;
  private final ClaimRules rules;
  private final int maxLength;
  private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();

  TokenVerifier(
      TrustedIssuers issuers, SigningKeys keys, ClaimRules rules, TokenSettings settings) {
    this.issuers = issuers;
    this.keys = keys;
    this.rules = rules;
    this.maxLength = settings.maxLength();
  }

  /** The token with the trust it was verified under. */
  record Judged(VerifiedToken token, TrustedIssuer issuer) {}

  /**
   * May block for one fetch of keys.
   *
   * @throws dev.freehold.api.platform.FreeholdException made by a {@link Refusal}
   */
  Judged verify(String token) {
    if (token.length() > maxLength) {
      throw Refusal.TOO_LARGE.exception();
    }
    try {
      SignedJWT jwt = signed(parse(token));
      TrustedIssuer issuer = issuer(jwt);
      requireHeader(jwt.getHeader());
      requireSignature(jwt, keys.matching(issuer, jwt.getHeader()));
      return new Judged(rules.apply(jwt.getHeader(), jwt.getJWTClaimsSet(), issuer), issuer);
    } catch (ParseException e) {
      throw Refusal.MALFORMED.exception(e);
    }
  }

  private static JWT parse(String token) throws ParseException {
    try {
      return JWTParser.parse(token);
    } catch (IllegalArgumentException e) {
      throw Refusal.MALFORMED.exception(e);
    }
  }

  private static SignedJWT signed(JWT jwt) {
    return switch (jwt) {
      case SignedJWT signed -> signed;
      case EncryptedJWT _ -> throw Refusal.ENCRYPTED.exception();
      default -> throw Refusal.ALGORITHM_NOT_ALLOWED.exception();
    };
  }

  private TrustedIssuer issuer(SignedJWT jwt) throws ParseException {
    String issuer = jwt.getJWTClaimsSet().getIssuer();
    if (issuer == null) {
      throw Refusal.ISSUER_UNKNOWN.exception();
    }
    return issuers.byIssuer(issuer).orElseThrow(Refusal.ISSUER_UNKNOWN::exception);
  }

  private static void requireHeader(JWSHeader header) {
    if (!Algorithms.allowed(header.getAlgorithm())) {
      throw Refusal.ALGORITHM_NOT_ALLOWED.exception();
    }
    if ("JWT".equalsIgnoreCase(header.getContentType())) {
      throw Refusal.ENCRYPTED.exception();
    }
    boolean bringsKeys =
        header.getJWK() != null || header.getJWKURL() != null || header.getX509CertURL() != null;
    if (bringsKeys || header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
      throw Refusal.HEADER_NOT_ALLOWED.exception();
    }
  }

  private void requireSignature(SignedJWT jwt, List<JWK> candidates) {
    if (candidates.isEmpty()) {
      throw Refusal.KEY_UNKNOWN.exception();
    }
    for (JWK key : candidates) {
      if (signedWith(jwt, key)) {
        return;
      }
    }
    throw Refusal.SIGNATURE_INVALID.exception();
  }

  private boolean signedWith(SignedJWT jwt, JWK key) {
    try {
      return jwt.verify(
          verifiers.createJWSVerifier(jwt.getHeader(), ((AsymmetricJWK) key).toPublicKey()));
    } catch (JOSEException e) {
      throw Refusal.SIGNATURE_INVALID.exception(e);
    }
  }
}
