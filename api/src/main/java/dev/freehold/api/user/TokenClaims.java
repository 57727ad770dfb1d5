package dev.freehold.api.user;

import dev.freehold.api.access.Caller;
import dev.freehold.api.token.VerifiedToken;
import java.util.Map;
import java.util.UUID;

/** The standard claims about an account (OpenID Connect Core 1.0, section 5.1). */
final class TokenClaims {
  private TokenClaims() {}

  static Arrival arrival(VerifiedToken token) {
    return arrival(
        token.profileId(),
        token.subject(),
        token.claims(),
        // Our own Keycloak tells in events, in an order of theirs.
        token.builtIn() ? 0 : token.issuedAt().getEpochSecond());
  }

  /** What a token of an external issuer says of an account. */
  static Arrival arrival(Caller.Unlinked newcomer) {
    long issuedAt =
        newcomer.claims().get("iat") instanceof Number seconds ? seconds.longValue() : 0;
    return arrival(newcomer.profileId(), newcomer.subject(), newcomer.claims(), issuedAt);
  }

  private static Arrival arrival(
      UUID profileId, String subject, Map<String, Object> claims, long sequence) {
    return new Arrival(
        profileId,
        subject,
        sequence,
        text(claims, "email"),
        // Only the JSON value true counts, not a text that looks like it.
        Boolean.TRUE.equals(claims.get("email_verified")),
        text(claims, "given_name"),
        text(claims, "family_name"),
        true,
        null);
  }

  private static String text(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof String text && !text.isBlank() ? text : null;
  }
}
