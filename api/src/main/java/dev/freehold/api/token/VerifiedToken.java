package dev.freehold.api.token;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A token whose signature, issuer, audience and times held when it was verified.
 *
 * @param profileId the authentication profile that trusts the issuer
 * @param subject never blank; together with the issuer it names the identity
 * @param builtIn whether the issuer is a realm of our own Keycloak
 * @param claims all claims in JSON form (times are seconds since the epoch), the standard ones
 *     about the account as the profile's claim mapping has them; values may be null
 */
public record VerifiedToken(
    UUID profileId,
    String issuer,
    String subject,
    boolean builtIn,
    Instant issuedAt,
    Instant expiresAt,
    Map<String, Object> claims) {
  public VerifiedToken {
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
  }

  /** Names the identity only: claims are personal data and stay out of logs. */
  @Override
  public String toString() {
    return "VerifiedToken[" + profileId + ' ' + subject + ']';
  }
}
