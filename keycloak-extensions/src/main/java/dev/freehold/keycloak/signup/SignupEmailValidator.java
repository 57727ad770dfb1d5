package dev.freehold.keycloak.signup;

import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.userprofile.AttributeContext;
import org.keycloak.userprofile.UserProfileAttributeValidationContext;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.validate.ValidationContext;
import org.keycloak.validate.ValidatorConfig;
import org.keycloak.validate.validators.EmailValidator;

/**
 * Keycloak's e-mail check and the realm's sign-up rule. It takes the built-in's place by its id and
 * a higher order, so it holds in every realm and on every way a profile takes, with nothing to
 * configure. Administrators are exempt.
 */
public final class SignupEmailValidator extends EmailValidator {
  private static final int BEFORE_THE_BUILT_IN = 100;

  @Override
  public int order() {
    return BEFORE_THE_BUILT_IN;
  }

  @Override
  public ValidationContext validate(
      Object input, String inputHint, ValidationContext context, ValidatorConfig config) {
    // For a collection this comes back here with each of its values.
    super.validate(input, inputHint, context, config);
    boolean single = !(input instanceof Collection<?> values) || values.isEmpty();
    if (single && context instanceof UserProfileAttributeValidationContext profile) {
      AttributeContext attribute = profile.getAttributeContext();
      boolean administrator = attribute.getContext() == UserProfileContext.USER_API;
      if (!administrator && UserModel.EMAIL.equals(attribute.getAttribute().getKey())) {
        applyRule(email(input), inputHint, context, attribute);
      }
    }
    return context;
  }

  private static void applyRule(
      String email, String inputHint, ValidationContext context, AttributeContext attribute) {
    RealmModel realm = attribute.getSession().getContext().getRealm();
    RealmSignupRule.of(realm)
        .filter(rule -> !exempt(email, attribute, realm))
        .flatMap(rule -> rule.check(email))
        .ifPresent(refusal -> context.addError(new SignupError(ID, inputHint, refusal)));
  }

  /** Neither a sign-up nor a change: a rule that came later says nothing about what already is. */
  private static boolean exempt(String email, AttributeContext attribute, RealmModel realm) {
    return switch (attribute.getContext()) {
      case REGISTRATION -> false;
      // Not a new user but the way to an existing one, who must prove to be it. Creation is guarded
      // on its own.
      case IDP_REVIEW -> email != null && exists(email, attribute.getSession(), realm);
      default ->
          attribute.getUser() != null
              && Objects.equals(lower(email), lower(email(attribute.getUser().getEmail())));
    };
  }

  private static boolean exists(String email, KeycloakSession session, RealmModel realm) {
    return !realm.isDuplicateEmailsAllowed()
        && session.users().getUserByEmail(realm, email) != null;
  }

  /** Null for an empty collection and for blank text: a rule must see that there is no e-mail. */
  private static String email(Object input) {
    return input instanceof String text && !text.isBlank() ? text : null;
  }

  private static String lower(String email) {
    return email == null ? null : email.toLowerCase(Locale.ROOT);
  }
}
