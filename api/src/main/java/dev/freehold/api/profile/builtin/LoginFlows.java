package dev.freehold.api.profile.builtin;

import dev.freehold.api.profile.builtin.SecondFactor.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The ways to log in where a second factor may be asked for. Every way that ends in a session or a
 * token has it: the hosted page, other providers, the reset of a password, and the password grant.
 */
public final class LoginFlows {
  private static final String SECOND = "second factor";
  private static final String OTP = "auth-otp-form";
  private static final String WEBAUTHN = "webauthn-authenticator";
  private static final Map<String, String> WITHOUT_PASSKEY =
      Map.of("credentials", "webauthn-passwordless");
  private static final Map<String, String> WITHOUT_SECOND =
      Map.of("flow_to_check", Step.SELF + " - " + SECOND, "check_result", "not-executed");

  private LoginFlows() {}

  /** The hosted page. */
  public static List<Step> browser(SecondFactor factor) {
    List<Step> forms = new ArrayList<>();
    forms.add(Step.required("auth-username-password-form"));
    // A passkey, which asks who is there, is two factors already.
    forms.addAll(second(factor, Step.required("conditional-credential", WITHOUT_PASSKEY)));
    return List.of(
        Step.alternative("auth-cookie"),
        Step.alternative("identity-provider-redirector"),
        Step.several("forms", "ALTERNATIVE", forms));
  }

  /** After each log-in through another provider. */
  public static List<Step> afterProvider(SecondFactor factor) {
    List<Step> steps = new ArrayList<>(second(factor, null));
    // A flow of which nothing applies counts as failed.
    steps.add(Step.required("allow-access-authenticator"));
    return steps;
  }

  /**
   * The first log-in through another provider. An account that has the e-mail already is linked
   * only by who knows its password: a mail would do for the owner of the address, but not against
   * whoever made that account before him and knows its password.
   */
  public static List<Step> firstOfProvider(SecondFactor factor) {
    List<Step> proof = new ArrayList<>();
    proof.add(Step.required("idp-confirm-link"));
    proof.add(Step.required("idp-username-password-form"));
    if (factor.on()) {
      proof.add(second(factor, null).getFirst());
    }
    return List.of(
        Step.required("idp-review-profile", Map.of("update.profile.on.first.login", "missing")),
        Step.several(
            "create or link",
            "REQUIRED",
            List.of(
                Step.alternative("idp-create-user-if-unique"),
                Step.several("link", "ALTERNATIVE", proof))));
  }

  /** A forgotten password: who has the mailbox has one factor, and logs in with both afterwards. */
  public static List<Step> reset() {
    return List.of(
        Step.required("reset-credentials-choose-user"),
        Step.required("reset-credential-email", Map.of("force-login", "true")),
        Step.required("reset-password"));
  }

  /** The password grant, which has no page: nobody sets anything up there. */
  public static List<Step> passwordGrant(SecondFactor factor) {
    List<Step> steps = new ArrayList<>();
    steps.add(Step.required("direct-grant-validate-username"));
    steps.add(Step.required("direct-grant-validate-password"));
    boolean code = factor.required() && factor.allows(Method.TOTP);
    steps.add(
        Step.required(
            code
                ? "direct-grant-validate-otp"
                : factor.required()
                    ? "deny-access-authenticator"
                    : "freehold-second-factor-guard"));
    return steps;
  }

  /** Whoever has a second factor is asked for it; where it is required, others set one up. */
  private static List<Step> second(SecondFactor factor, Step unless) {
    List<Step> ask = new ArrayList<>();
    List<Step> setUp = new ArrayList<>();
    ask.add(Step.required("conditional-user-configured"));
    if (unless != null) {
      ask.add(unless);
      setUp.add(unless);
    }
    if (factor.allows(Method.TOTP)) {
      ask.add(Step.alternative(OTP));
    }
    if (factor.allows(Method.WEBAUTHN)) {
      ask.add(Step.alternative(WEBAUTHN));
    }
    Step asked = Step.several(SECOND, "CONDITIONAL", ask);
    if (!factor.required()) {
      return List.of(asked);
    }
    setUp.add(Step.required("conditional-sub-flow-executed", WITHOUT_SECOND));
    setUp.add(Step.required(factor.first() == Method.TOTP ? OTP : WEBAUTHN));
    return List.of(asked, Step.several("set up", "CONDITIONAL", setUp));
  }
}
