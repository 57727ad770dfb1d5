package dev.freehold.api.profile;

import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.RealmRepresentation;

/** Ends log-in sessions of the accounts of built-in profiles. */
@Singleton
public class KeycloakSessions {
  private final KeycloakAdministration administration;
  private final ProfileRepository profiles;

  KeycloakSessions(KeycloakAdministration administration, ProfileRepository profiles) {
    this.administration = administration;
    this.profiles = profiles;
  }

  /**
   * Ends all sessions of an account, and makes its refresh tokens worthless, those of offline
   * sessions too. Does nothing when the account or the realm is gone, or the realm is not the
   * profile's.
   *
   * @return empty when done; otherwise what hinders, safe to show and keep
   */
  public Optional<String> endAll(UUID profileId, String subject) {
    Profile profile = profiles.find(profileId).orElse(null);
    if (profile == null || profile.realm() == null) {
      return Optional.empty();
    }
    try {
      administration.call(keycloak -> {
        logOut(keycloak, profile, subject);
        return null;
      });
      return Optional.empty();
    } catch (RealmRefusal e) {
      return Optional.of(e.getMessage());
    }
  }

  private static void logOut(Keycloak keycloak, Profile profile, String subject) {
    try {
      RealmRepresentation realm = keycloak.realm(profile.realm()).toRepresentation();
      String owner =
          realm.getAttributes() == null
              ? null
              : realm.getAttributes().get(RealmSettings.PROFILE_ID);
      if (profile.id().toString().equals(owner)) {
        keycloak.realm(profile.realm()).users().get(subject).logout();
      }
    } catch (NotFoundException e) {
      // Nothing is left that could have a session.
    }
  }
}
