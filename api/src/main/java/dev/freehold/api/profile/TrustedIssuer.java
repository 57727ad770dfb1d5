package dev.freehold.api.profile;

import io.micronaut.core.annotation.Nullable;
import java.net.URI;
import java.util.Set;
import java.util.UUID;

/**
 * What the verification of a token needs to know of its profile.
 *
 * @param jwksUri where this node fetches the issuer's keys; never taken from a token
 * @param audiences one of these must be in the token's {@code aud}
 * @param external null when the issuer is a realm of our own Keycloak
 */
public record TrustedIssuer(
    UUID profileId,
    String issuer,
    URI jwksUri,
    Set<String> audiences,
    @Nullable ExternalSettings external) {
  public TrustedIssuer {
    audiences = Set.copyOf(audiences);
  }

  /** Whether the issuer is a realm of our own Keycloak. */
  public boolean builtIn() {
    return external == null;
  }
}
