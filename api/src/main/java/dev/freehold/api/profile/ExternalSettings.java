package dev.freehold.api.profile;

import io.micronaut.core.annotation.Nullable;
import java.util.Set;

/**
 * What only profiles of external issuers have.
 *
 * @param audiences one of these must be in a token's {@code aud}; never empty
 * @param autoSignUp whether the first request of an unknown identity makes its user, when the
 *     sign-up rule allows it
 * @param clientSecret sealed, or {@code ${VARIABLE}}; null for a public client
 * @param roles null when tokens say nothing about roles
 * @param auth0 set for the type AUTH0 only
 */
public record ExternalSettings(
    Set<String> audiences,
    TokenKinds tokenKinds,
    boolean autoSignUp,
    @Nullable String clientSecret,
    ClaimMapping claims,
    @Nullable RoleMapping roles,
    ProviderEndpoints endpoints,
    @Nullable Auth0Settings auth0) {
  public ExternalSettings {
    audiences = Set.copyOf(audiences);
  }

  ExternalSettings with(ProviderEndpoints found) {
    return new ExternalSettings(
        audiences, tokenKinds, autoSignUp, clientSecret, claims, roles, found, auth0);
  }

  /** Names nothing that could be a secret. */
  @Override
  public String toString() {
    return "ExternalSettings" + audiences;
  }
}
