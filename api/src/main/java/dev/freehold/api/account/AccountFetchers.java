package dev.freehold.api.account;

import com.nimbusds.jwt.SignedJWT;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import dev.freehold.api.profile.PasswordOperations.IssuedTokens;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;

/** The mutations with passwords; nobody needs to be logged in for them. */
@Singleton
class AccountFetchers implements FieldSource {
  private final AccountOperations accounts;
  private final Clock clock;

  AccountFetchers(AccountOperations accounts, Clock clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  record LoginResponse(boolean success, Auth auth) {}

  record Auth(
      String idToken,
      String accessToken,
      String refreshToken,
      Integer idTokenExpiresAt,
      Integer accessTokenExpiresAt) {
    @Override
    public String toString() {
      return "Auth";
    }
  }

  record SuccessResponse(boolean success) {}

  @Override
  public String schema() {
    return "schema/account.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("LoginResponse", LoginResponse.class);
    fields.type("Auth", Auth.class);
    fields.type("SuccessResponse", SuccessResponse.class);
    fields.mutation("userLogin", this::logIn);
    fields.mutation("userRefreshToken", this::refresh);
    fields.mutation("userSignUpWithPassword", this::signUp);
    fields.mutation("userPasswordForgot", this::forgot);
    fields.mutation("userPasswordForgotConfirm", this::confirm);
    fields.mutation("userChangePassword", this::change);
    fields.mutation("userVerificationEmailResend", this::resend);
  }

  private LoginResponse logIn(FieldCall call) {
    Arguments data = data(call);
    return new LoginResponse(
        true,
        auth(
            accounts.logIn(data.id("authProfileId"), text(data, "email"), text(data, "password"))));
  }

  private Auth refresh(FieldCall call) {
    Arguments data = data(call);
    return auth(accounts.refresh(data.id("authProfileId"), text(data, "refreshToken")));
  }

  private Object signUp(FieldCall call) {
    Arguments arguments = call.arguments();
    return accounts.signUp(
        arguments.id("authProfileId"),
        text(arguments, "password"),
        arguments.object("user").orElseThrow());
  }

  private SuccessResponse forgot(FieldCall call) {
    accounts.forgot(data(call).id("authProfileId"), text(data(call), "email"));
    return new SuccessResponse(true);
  }

  private SuccessResponse confirm(FieldCall call) {
    Arguments data = data(call);
    accounts.confirmForgotten(
        data.id("authProfileId"),
        text(data, "email"),
        text(data, "code"),
        text(data, "newPassword"));
    return new SuccessResponse(true);
  }

  private SuccessResponse change(FieldCall call) {
    Arguments data = data(call);
    accounts.change(
        data.id("authProfileId"),
        text(data, "email"),
        text(data, "oldPassword"),
        text(data, "newPassword"),
        text(data, "refreshToken"));
    return new SuccessResponse(true);
  }

  private SuccessResponse resend(FieldCall call) {
    accounts.resendVerification(call.arguments().id("authProfileId"), text(data(call), "email"));
    return new SuccessResponse(true);
  }

  private Auth auth(IssuedTokens tokens) {
    return new Auth(
        tokens.idToken(),
        tokens.accessToken(),
        tokens.refreshToken(),
        expiry(tokens.idToken()),
        (int) clock.instant().plus(tokens.expiresIn()).getEpochSecond());
  }

  /** For the client's information; whoever takes the token looks himself. */
  private static Integer expiry(String idToken) {
    try {
      Date expiry = SignedJWT.parse(idToken).getJWTClaimsSet().getExpirationTime();
      return expiry == null ? null : (int) expiry.toInstant().getEpochSecond();
    } catch (ParseException e) {
      return null;
    }
  }

  private static Arguments data(FieldCall call) {
    return call.arguments().object("data").orElseThrow();
  }

  private static String text(Arguments arguments, String name) {
    return arguments.string(name).orElseThrow();
  }
}
