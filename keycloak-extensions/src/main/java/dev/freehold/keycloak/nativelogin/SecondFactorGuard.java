package dev.freehold.keycloak.nativelogin;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/**
 * The last step of a log-in by password alone: stops whoever has a second factor or is to set one
 * up, which only the hosted page can ask for. It stands behind the password's step, so only those
 * who know the password learn of it.
 */
final class SecondFactorGuard implements Authenticator {
  static final String REFUSED = "freehold: mfa_required";

  private static final Set<String> FACTORS =
      Set.of(
          OTPCredentialModel.TYPE,
          WebAuthnCredentialModel.TYPE_TWOFACTOR,
          RecoveryAuthnCodesCredentialModel.TYPE);
  private static final Set<String> ENROLMENTS =
      Set.of(
          UserModel.RequiredAction.CONFIGURE_TOTP.name(),
          UserModel.RequiredAction.CONFIGURE_RECOVERY_AUTHN_CODES.name(),
          "webauthn-register");

  @Override
  public void authenticate(AuthenticationFlowContext context) {
    UserModel user = context.getUser();
    boolean more =
        demandedOfEverybody(context.getRealm())
            || user.getRequiredActionsStream().anyMatch(ENROLMENTS::contains)
            || user.credentialManager()
                .getStoredCredentialsStream()
                .map(CredentialModel::getType)
                .anyMatch(FACTORS::contains);
    if (!more) {
      context.success();
      return;
    }
    context.getEvent().error(Errors.ACCESS_DENIED);
    // A challenge rather than a failure: the right password must not count as a wrong one.
    context.forceChallenge(
        Response.status(Response.Status.BAD_REQUEST)
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(new OAuth2ErrorRepresentation("invalid_grant", REFUSED))
            .build());
  }

  /**
   * A realm that has everybody new set up a factor demands it of those who were there before too.
   */
  private static boolean demandedOfEverybody(RealmModel realm) {
    return realm
        .getRequiredActionProvidersStream()
        .anyMatch(action ->
            action.isEnabled()
                && action.isDefaultAction()
                && ENROLMENTS.contains(action.getAlias()));
  }

  @Override
  public void action(AuthenticationFlowContext context) {
    authenticate(context);
  }

  @Override
  public boolean requiresUser() {
    return true;
  }

  @Override
  public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
    return true;
  }

  @Override
  public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

  @Override
  public void close() {}
}
