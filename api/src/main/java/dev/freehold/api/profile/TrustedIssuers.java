package dev.freehold.api.profile;

import java.util.Optional;

/**
 * The issuers whose tokens are accepted: those of the authentication profiles whose realm was
 * proven to be theirs. Kept in memory, so that an unknown issuer costs neither network nor SQL; a
 * change reaches every node by notification.
 */
public interface TrustedIssuers {
  /**
   * Finds the profile whose issuer a token names.
   *
   * @param exactIssuer the token's {@code iss}, compared character by character (RFC 7519, section
   *     4.1.1)
   * @throws dev.freehold.api.platform.FreeholdException with EXTERNAL_SERVICE when the profiles
   *     cannot be known: the node has not heard of changes within its bound, and reading fails
   */
  Optional<TrustedIssuer> byIssuer(String exactIssuer);
}
