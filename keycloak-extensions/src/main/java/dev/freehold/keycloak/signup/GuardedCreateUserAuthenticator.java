package dev.freehold.keycloak.signup;

import dev.freehold.keycloak.outbox.OutboxEventListener;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.authenticators.broker.IdpCreateUserIfUniqueAuthenticator;
import org.keycloak.authentication.authenticators.broker.util.SerializedBrokeredIdentityContext;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.events.Errors;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.models.UserModel;

/**
 * Applies the sign-up rule where a brokered log-in makes a user: with the profile review switched
 * off no validator runs.
 */
final class GuardedCreateUserAuthenticator extends IdpCreateUserIfUniqueAuthenticator {
  @Override
  protected void authenticateImpl(
      AuthenticationFlowContext context,
      SerializedBrokeredIdentityContext serialized,
      BrokeredIdentityContext broker) {
    Optional<SignupRule.Refusal> refusal =
        wouldCreate(context, serialized, broker)
            ? refusal(context, serialized, broker)
            : Optional.empty();
    if (refusal.isEmpty()) {
      super.authenticateImpl(context, serialized, broker);
      return;
    }
    context.getEvent().error(Errors.NOT_ALLOWED);
    Response page =
        context
            .form()
            .setError(refusal.get().messageKey(), refusal.get().parameters().toArray())
            .createErrorPage(Response.Status.FORBIDDEN);
    context.failureChallenge(AuthenticationFlowError.ACCESS_DENIED, page);
  }

  /** Mirrors the conditions under which the step below this one makes a user. */
  private boolean wouldCreate(
      AuthenticationFlowContext context,
      SerializedBrokeredIdentityContext serialized,
      BrokeredIdentityContext broker) {
    if (context.getAuthenticationSession().getAuthNote(EXISTING_USER_INFO) != null) {
      return false;
    }
    String username = getUsername(context, serialized, broker);
    if (username == null || username.isBlank()) {
      return false;
    }
    return broker.getIdpConfig().isTransientUsers()
        || checkExistingUser(context, username, serialized, broker) == null;
  }

  private static Optional<SignupRule.Refusal> refusal(
      AuthenticationFlowContext context,
      SerializedBrokeredIdentityContext serialized,
      BrokeredIdentityContext broker) {
    // The new user gets the attribute's values, later steps look at the context's: all must pass.
    Stream<Optional<String>> emails =
        Stream.concat(
            serialized.getAttributeStream(UserModel.EMAIL).map(Optional::ofNullable),
            Stream.of(Optional.ofNullable(broker.getEmail())));
    return RealmSignupRule.of(context.getRealm())
        .flatMap(
            rule -> emails.flatMap(email -> rule.check(email.orElse(null)).stream()).findFirst());
  }

  /**
   * Keycloak tells of this registration only when the whole flow is through, maybe in a later
   * request.
   */
  @Override
  protected void userRegisteredSuccess(
      AuthenticationFlowContext context,
      UserModel user,
      SerializedBrokeredIdentityContext serialized,
      BrokeredIdentityContext broker) {
    if (context
            .getSession()
            .getProvider(EventListenerProvider.class, OutboxEventListener.PROVIDER_ID)
        instanceof OutboxEventListener outbox) {
      outbox.created(context.getRealm(), user);
    }
  }
}
