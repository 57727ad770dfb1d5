package dev.freehold.api.profile;

import dev.freehold.api.operation.AllowedOrigins;
import jakarta.inject.Singleton;

/** Browsers may call the API from where the profiles' applications live. */
@Singleton
class ProfileOrigins implements AllowedOrigins {
  private final CachedProfiles profiles;

  ProfileOrigins(CachedProfiles profiles) {
    this.profiles = profiles;
  }

  @Override
  public boolean allows(String origin) {
    return profiles.origins().contains(origin);
  }
}
