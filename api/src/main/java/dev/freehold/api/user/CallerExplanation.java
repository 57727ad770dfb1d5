package dev.freehold.api.user;

import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.ExternalSettings;
import dev.freehold.api.profile.SignUpRefusal;
import dev.freehold.api.profile.SignUpRules;
import dev.freehold.api.profile.TrustedIssuer;
import dev.freehold.api.token.Check;
import dev.freehold.api.token.Finding;
import dev.freehold.api.token.TokenDiagnosis;
import dev.freehold.api.token.VerifiedToken;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Explains whom a token speaks for. Only for tokens that are certainly their issuer's: whoever made
 * one up learns nothing of the users here. Changes nothing.
 */
@Singleton
class CallerExplanation {
  private final CallerRepository callers;
  private final SignUpRules rules;

  CallerExplanation(CallerRepository callers, SignUpRules rules) {
    this.callers = callers;
    this.rules = rules;
  }

  List<Finding> of(TokenDiagnosis diagnosis) {
    VerifiedToken token = diagnosis.authentic();
    if (token == null) {
      return List.of(
          Finding.notChecked(Check.USER_LINK),
          Finding.notChecked(Check.USER_STATE),
          Finding.notChecked(Check.SIGN_UP));
    }
    Standing.Key key = Standing.Key.of(token);
    return callers
        .find(key.profileId(), key.subject(), key.session())
        .map(row -> known(token, row))
        .orElseGet(() -> unknown(token, diagnosis.issuer()));
  }

  private static List<Finding> known(VerifiedToken token, CallerRow row) {
    return List.of(
        Finding.passed(Check.USER_LINK, null),
        state(token, row),
        Finding.notChecked(Check.SIGN_UP));
  }

  private static Finding state(VerifiedToken token, CallerRow row) {
    try {
      Standing.of(token, row).caller(token);
      return Finding.passed(Check.USER_STATE, null);
    } catch (FreeholdException refusal) {
      return Finding.failed(
          Check.USER_STATE,
          String.valueOf(refusal.details().get("reason")),
          String.valueOf(refusal.details().get("remedy")));
    }
  }

  private List<Finding> unknown(VerifiedToken token, TrustedIssuer issuer) {
    ExternalSettings external = issuer.external();
    if (external == null) {
      return List.of(
          Finding.passed(Check.USER_LINK, "The first request makes the user"),
          Finding.notChecked(Check.USER_STATE),
          Finding.passed(Check.SIGN_UP, "The realm asked its rule when the account was made"));
    }
    Arrival arrival = TokenClaims.arrival(token);
    Optional<SignUpRefusal> refusal =
        rules.refusal(arrival.profileId(), arrival.email(), arrival.emailVerified());
    if (refusal.isPresent()) {
      String reason = refusal.get().reason();
      return List.of(
          Finding.failed(Check.USER_LINK, reason, refusal.get().remedy()),
          Finding.notChecked(Check.USER_STATE),
          Finding.failed(Check.SIGN_UP, reason, refusal.get().remedy()));
    }
    return List.of(
        external.autoSignUp()
            ? Finding.passed(Check.USER_LINK, "The first request makes the user")
            : Finding.failed(
                Check.USER_LINK, "user_not_linked", "Call userSignUpWithToken with the token once"),
        Finding.notChecked(Check.USER_STATE),
        Finding.passed(Check.SIGN_UP, null));
  }
}
