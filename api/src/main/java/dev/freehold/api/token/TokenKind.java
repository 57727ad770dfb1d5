package dev.freehold.api.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a token was made for. Keycloak names the kind in the claim {@code typ}; others mark an
 * access token in the header (RFC 9068, section 2.1) or not at all: then a scope tells, which no ID
 * token has. Whatever is not plainly one of the two is {@link #OTHER} (RFC 8725, section 3.12).
 */
enum TokenKind {
  ID,
  ACCESS,
  OTHER;

  private static final Set<String> ACCESS_TYPES = Set.of("at+jwt", "application/at+jwt");

  static TokenKind of(JWSHeader header, JWTClaimsSet claims) {
    JOSEObjectType type = header.getType();
    if (type != null && ACCESS_TYPES.contains(type.getType().toLowerCase(Locale.ROOT))) {
      return ACCESS;
    }
    boolean plain = type == null || JOSEObjectType.JWT.equals(type);
    Object named = claims.getClaim("typ");
    boolean other =
        claims.getClaim("scope") != null
            || claims.getClaim("scp") != null
            // A log-out token (OpenID Connect Back-Channel Logout 1.0, section 2.4).
            || claims.getClaim("events") != null;
    return plain && !other && (named == null || "ID".equals(named)) ? ID : OTHER;
  }
}
