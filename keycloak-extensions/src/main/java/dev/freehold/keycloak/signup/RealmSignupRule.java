package dev.freehold.keycloak.signup;

import dev.freehold.keycloak.outbox.RealmAttributes;
import java.util.Optional;
import org.keycloak.models.RealmModel;

/** The sign-up rule of a realm, from its attributes. */
final class RealmSignupRule {
  private static final String MODE = "freehold.signup.mode";
  private static final String DOMAINS = "freehold.signup.domains";

  private RealmSignupRule() {}

  /** Empty when the realm is none of ours. */
  static Optional<SignupRule> of(RealmModel realm) {
    return RealmAttributes.profileId(realm)
        .map(profile -> SignupRule.of(realm.getAttribute(MODE), realm.getAttribute(DOMAINS)));
  }
}
