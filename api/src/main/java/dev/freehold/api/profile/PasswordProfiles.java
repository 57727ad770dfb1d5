package dev.freehold.api.profile;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The profiles whose accounts' passwords may come through the API. */
@Singleton
public class PasswordProfiles {
  private final CachedProfiles profiles;

  PasswordProfiles(CachedProfiles profiles) {
    this.profiles = profiles;
  }

  /**
   * The profile with that id, or the default one.
   *
   * @throws FreeholdException with ENTITY_NOT_FOUND, or ILLEGAL_OPERATION with the {@code reason}
   *     {@code native_login_off} or {@code profile_not_ready}
   */
  public Profile require(Optional<UUID> id) {
    Profile profile =
        profiles.all().stream()
            .filter(one -> id.map(one.id()::equals).orElse(one.isDefault()))
            .findFirst()
            .orElseThrow(() ->
                FreeholdException.of(
                    ErrorCode.ENTITY_NOT_FOUND, "authProfileId", "There is no such profile"));
    if (!profile.nativeLogIn()) {
      throw refusal(
          "native_login_off",
          "This profile takes passwords on its hosted page only",
          "Use the hosted page, or let an administrator set the profile's nativeLogIn");
    }
    if (!profile.inForce()) {
      throw refusal("profile_not_ready", "The profile is not ready", "Try again later");
    }
    return profile;
  }

  private static FreeholdException refusal(String reason, String text, String remedy) {
    return new FreeholdException(
        ErrorCode.ILLEGAL_OPERATION,
        text,
        Map.of("reason", reason, "authProfileId", text, "remedy", remedy));
  }
}
