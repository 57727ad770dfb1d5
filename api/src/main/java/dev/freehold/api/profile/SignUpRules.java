package dev.freehold.api.profile;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who may sign up by himself, for issuers that do not ask our Keycloak. */
@Singleton
public class SignUpRules {
  private final ProfileRepository profiles;

  SignUpRules(ProfileRepository profiles) {
    this.profiles = profiles;
  }

  /**
   * Refuses whom the profile's rule does not let in.
   *
   * @param email may be null
   */
  public void require(UUID profileId, String email, boolean emailVerified) {
    Profile profile = profiles.find(profileId).orElseThrow(FreeholdException::notAuthorized);
    refusal(profile, email, emailVerified)
        .ifPresent(refusal -> {
          throw exception(profile, refusal);
        });
  }

  /** Why the profile's rule does not let somebody in; empty when it does. */
  public Optional<SignUpRefusal> refusal(UUID profileId, String email, boolean emailVerified) {
    Profile profile = profiles.find(profileId).orElseThrow(FreeholdException::notAuthorized);
    return refusal(profile, email, emailVerified);
  }

  private static Optional<SignUpRefusal> refusal(
      Profile profile, String email, boolean emailVerified) {
    return Optional.ofNullable(
        switch (profile.signUpMode()) {
          case OPEN -> null;
          case OFF -> SignUpRefusal.SIGN_UP_OFF;
          case DOMAINS -> {
            if (email == null) {
              yield SignUpRefusal.USER_NOT_LINKED_EMAIL_MISSING;
            }
            // An address that is only claimed proves no domain.
            if (!emailVerified) {
              yield SignUpRefusal.USER_NOT_LINKED_EMAIL_UNVERIFIED;
            }
            yield matches(profile, email) ? null : SignUpRefusal.USER_NOT_LINKED_EMAIL_DOMAIN;
          }
        });
  }

  private static FreeholdException exception(Profile profile, SignUpRefusal refusal) {
    boolean off = refusal == SignUpRefusal.SIGN_UP_OFF;
    String text =
        off
            ? "Sign-up is by invitation only"
            : "Sign-up needs a verified e-mail address of "
                + String.join(", ", profile.signUpDomains());
    return new FreeholdException(
        ErrorCode.ILLEGAL_OPERATION,
        ErrorCode.ILLEGAL_OPERATION.message(),
        Map.of(
            off ? "authProfileId" : "email",
            text,
            "reason",
            refusal.reason(),
            "remedy",
            refusal.remedy()));
  }

  /**
   * Refuses an address that could not sign up even if it were verified.
   *
   * @throws FreeholdException with ILLEGAL_OPERATION; {@code reason} {@code sign_up_off} or {@code
   *     sign_up_domain}
   */
  public static void requireAddress(Profile profile, String email) {
    boolean allowed =
        switch (profile.signUpMode()) {
          case OPEN -> true;
          case OFF ->
              throw refusal("sign_up_off", "authProfileId", "Sign-up is by invitation only");
          case DOMAINS -> matches(profile, email);
        };
    if (!allowed) {
      throw refusal(
          "sign_up_domain",
          "email",
          "Sign-up needs an e-mail address of " + String.join(", ", profile.signUpDomains()));
    }
  }

  private static FreeholdException refusal(String reason, String field, String text) {
    return new FreeholdException(
        ErrorCode.ILLEGAL_OPERATION,
        ErrorCode.ILLEGAL_OPERATION.message(),
        Map.of("reason", reason, field, text));
  }

  private static boolean matches(Profile profile, String email) {
    Optional<String> domain = SignUpDomains.normalize(email.substring(email.lastIndexOf('@') + 1));
    return domain.isPresent()
        && profile.signUpDomains().stream()
            .anyMatch(allowed ->
                allowed.startsWith("*.")
                    ? domain.get().endsWith(allowed.substring(1))
                    : domain.get().equals(allowed));
  }
}
