package dev.freehold.api.profile;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
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
    switch (profile.signUpMode()) {
      case OPEN -> {}
      case OFF ->
          throw FreeholdException.of(
              ErrorCode.ILLEGAL_OPERATION, "authProfileId", "Sign-up is by invitation only");
      case DOMAINS -> {
        // An address that is only claimed proves no domain.
        if (email == null || !emailVerified || !matches(profile, email)) {
          throw FreeholdException.of(
              ErrorCode.ILLEGAL_OPERATION,
              "email",
              "Sign-up needs a verified e-mail address of "
                  + String.join(", ", profile.signUpDomains()));
        }
      }
    }
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
