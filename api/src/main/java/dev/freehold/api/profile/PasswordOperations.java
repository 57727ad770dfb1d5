package dev.freehold.api.profile;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;

/**
 * What applications may do with passwords on the server side, one bean for each type of profile
 * that can. Passwords pass through to the issuer: never kept, never logged. Every refusal is a
 * {@link dev.freehold.api.platform.FreeholdException} whose text does not tell whether an account
 * exists; the issuer's own text is in the cause only. An operation the issuer does not know is
 * refused with ILLEGAL_OPERATION.
 */
public interface PasswordOperations {
  /** The profiles this is for. */
  ProfileType type();

  /**
   * Tokens for an account.
   *
   * @throws dev.freehold.api.platform.FreeholdException with NOT_AUTHORIZED when address or
   *     password is wrong, THROTTLED, or EXTERNAL_SERVICE
   */
  IssuedTokens logIn(Profile profile, String email, String password);

  /**
   * New tokens.
   *
   * @throws dev.freehold.api.platform.FreeholdException with TOKEN_EXPIRED when the issuer does not
   *     accept the refresh token any more
   */
  IssuedTokens refresh(Profile profile, String refreshToken);

  /**
   * Makes an account at the issuer. The profile's sign-up rule was asked before.
   *
   * @throws dev.freehold.api.platform.FreeholdException with VALIDATION when the issuer does not
   *     take the password
   */
  void signUp(
      Profile profile,
      String email,
      String password,
      @Nullable String firstName,
      @Nullable String lastName);

  /** Starts a reset; silent when there is no such account. */
  void forgot(Profile profile, String email);

  /** Sets a new password by the code that {@link #forgot} had mailed. */
  void confirmForgotten(Profile profile, String email, String code, String newPassword);

  void change(Profile profile, String email, String oldPassword, String newPassword);

  void resendVerification(Profile profile, String email);

  /**
   * What an issuer gave.
   *
   * @param refreshToken null when it gives none
   * @param expiresIn of the access token
   */
  record IssuedTokens(
      String idToken,
      @Nullable String accessToken,
      @Nullable String refreshToken,
      Duration expiresIn) {
    @Override
    public String toString() {
      return "IssuedTokens[]";
    }
  }
}
