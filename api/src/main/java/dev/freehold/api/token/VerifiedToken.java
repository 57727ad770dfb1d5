package dev.freehold.api.token;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A token whose signature, issuer, audience and times hold.
 *
 * @param profileId the authentication profile whose issuer made it
 * @param builtIn whether that issuer is a realm of our own Keycloak
 * @param claims all claims, as the JSON types they came in
 */
public record VerifiedToken(
    UUID profileId,
    String issuer,
    String subject,
    boolean builtIn,
    Instant issuedAt,
    Instant expiresAt,
    Map<String, Object> claims) {
  /** Names the identity only: claims are personal data and stay out of logs. */
  @Override
  public String toString() {
    return "VerifiedToken[" + profileId + ' ' + subject + ']';
  }
}
