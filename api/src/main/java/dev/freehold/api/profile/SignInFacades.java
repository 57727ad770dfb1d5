package dev.freehold.api.profile;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/**
 * Which profiles offer which sign-in of another service; off unless a profile's setting says so.
 */
@Singleton
public class SignInFacades {
  private final CachedProfiles profiles;

  SignInFacades(CachedProfiles profiles) {
    this.profiles = profiles;
  }

  /**
   * The profile that offers it.
   *
   * @param id the profile's id; null: the default profile
   */
  public Optional<Profile> offering(SignInFacade facade, @Nullable String id) {
    return profiles.all().stream()
        .filter(one -> id == null ? one.isDefault() : one.id().toString().equals(id))
        .filter(one -> one.inForce() && one.facades().contains(facade))
        .findFirst();
  }

  /** The profile of a sign-in under way, if it still offers any. */
  public Optional<Profile> byId(UUID id) {
    return profiles.all().stream()
        .filter(one -> one.id().equals(id) && one.inForce() && !one.facades().isEmpty())
        .findFirst();
  }
}
