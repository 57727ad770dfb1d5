package dev.freehold.api.user;

import dev.freehold.api.token.VerifiedToken;
import java.util.Map;
import java.util.UUID;

/** The standard claims about an account (OpenID Connect Core 1.0, section 5.1). */
final class TokenClaims {
  private TokenClaims() {}

  static Arrival arrival(VerifiedToken token) {
    return arrival(token.profileId(), token.subject(), token.claims());
  }

  static Arrival arrival(UUID profileId, String subject, Map<String, Object> claims) {
    return new Arrival(
        profileId,
        subject,
        0,
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
