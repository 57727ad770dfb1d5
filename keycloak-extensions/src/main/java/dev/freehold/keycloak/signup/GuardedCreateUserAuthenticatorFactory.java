package dev.freehold.keycloak.signup;

import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.broker.IdpCreateUserIfUniqueAuthenticatorFactory;
import org.keycloak.models.KeycloakSession;

/**
 * Takes the place of Keycloak's own step in every flow that has it, by the same id and a higher
 * order.
 */
public final class GuardedCreateUserAuthenticatorFactory
    extends IdpCreateUserIfUniqueAuthenticatorFactory {
  private static final int BEFORE_THE_BUILT_IN = 100;
  private static final Authenticator GUARDED = new GuardedCreateUserAuthenticator();

  @Override
  public Authenticator create(KeycloakSession session) {
    return GUARDED;
  }

  @Override
  public int order() {
    return BEFORE_THE_BUILT_IN;
  }
}
