package dev.freehold.api.invitation;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.Profile;
import dev.freehold.api.profile.InvitedAccounts;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.UUID;

/** The profiles that people are invited to. */
@Singleton
class InvitationProfiles {
  private final InvitedAccounts accounts;

  InvitationProfiles(InvitedAccounts accounts) {
    this.accounts = accounts;
  }

  /** The profile of that id; the default one without. */
  Profile get(@Nullable UUID id) {
    return accounts
        .profile(id)
        .orElseThrow(() ->
            FreeholdException.of(
                ErrorCode.ENTITY_NOT_FOUND, "authProfileId", "There is no such profile"));
  }

  /** Where the application is, as far as the profile says: the first callback URL's origin. */
  static URI application(Profile profile) {
    return URI.create(profile.callbackUrls().getFirst()).resolve("/");
  }
}
