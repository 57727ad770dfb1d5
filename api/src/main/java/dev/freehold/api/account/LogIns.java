package dev.freehold.api.account;

import dev.freehold.api.account.TokenEndpoint.Answer;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.PasswordOperations.IssuedTokens;
import dev.freehold.api.profile.Profile;
import dev.freehold.api.profile.RealmPeople;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/**
 * Log-in and refresh at a realm, and what its refusals mean. Keycloak takes as long for an address
 * that nobody has as for a wrong password, and says the same.
 */
@Singleton
class LogIns {
  /** What the extension's guard says. */
  private static final String SECOND_FACTOR = "freehold: mfa_required";

  private static final String NOT_SET_UP = "Account is not fully set up";
  private static final String DISABLED = "Account disabled";
  private static final Set<String> ENDED =
      Set.of(
          "Token is not active",
          "Session not active",
          "Stale token",
          "Session doesn't have required client",
          "User disabled",
          "User or client session does not exist");
  private static final String EXPIRED = "Refresh Token has expired";

  private final TokenEndpoint tokens;
  private final RealmPeople people;

  LogIns(TokenEndpoint tokens, RealmPeople people) {
    this.tokens = tokens;
    this.people = people;
  }

  IssuedTokens logIn(Profile profile, EmailAddress email, String password) {
    return switch (tokens.logIn(profile, email, password)) {
      case Answer.Granted(var granted) -> granted;
      case Answer.Refused(_, var why) -> throw refusal(profile, email, why);
    };
  }

  IssuedTokens refresh(Profile profile, String refreshToken) {
    return switch (tokens.refresh(profile, refreshToken)) {
      case Answer.Granted(var granted) -> granted;
      case Answer.Refused(_, var why) when ENDED.contains(why) ->
          throw new FreeholdException(
              ErrorCode.TOKEN_EXPIRED, EXPIRED, Map.of("refreshToken", EXPIRED));
      case Answer.Refused _ ->
          throw new FreeholdException(
              ErrorCode.INVALID_TOKEN,
              "The refresh token is not accepted",
              Map.of("reason", "refresh_token_invalid", "remedy", "Log in again"));
    };
  }

  private FreeholdException refusal(Profile profile, EmailAddress email, String why) {
    return switch (why) {
      // These three are said only to whoever knows the password.
      case SECOND_FACTOR ->
          refusal(
              ErrorCode.NOT_AUTHORIZED,
              "mfa_required",
              "This account needs a second factor",
              "Log in on the hosted page");
      case DISABLED ->
          refusal(
              ErrorCode.NOT_AUTHORIZED,
              "account_disabled",
              "The account is disabled",
              "Ask an administrator");
      case NOT_SET_UP -> unfinished(profile, email);
      default ->
          refusal(
              ErrorCode.NOT_AUTHORIZED,
              "credentials_wrong",
              "Incorrect e-mail address or password",
              "Try again, or reset the password");
    };
  }

  private FreeholdException unfinished(Profile profile, EmailAddress email) {
    boolean verified =
        people.byEmail(profile, email.text()).filter(person -> person.emailVerified()).isPresent();
    return verified
        ? refusal(
            ErrorCode.USER_NOT_CONFIRMED,
            "action_required",
            "The account is not fully set up",
            "Log in on the hosted page once")
        : refusal(
            ErrorCode.USER_NOT_CONFIRMED,
            "email_not_verified",
            "The e-mail address is not verified yet",
            "Follow the link in the mail, or ask for another by userVerificationEmailResend");
  }

  private static FreeholdException refusal(
      ErrorCode code, String reason, String text, String remedy) {
    return new FreeholdException(code, text, Map.of("reason", reason, "remedy", remedy));
  }
}
