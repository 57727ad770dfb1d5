package dev.freehold.api.profile;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * Accounts of built-in profiles for people who were invited. Works whatever the profile's sign-up
 * rule says, since it asks as an administrator. A realm that is not the profile's is not touched.
 */
@Singleton
public class InvitedAccounts {
  private final KeycloakAdministration administration;
  private final KeycloakSettings settings;
  private final ProfileRepository profiles;

  InvitedAccounts(
      KeycloakAdministration administration,
      KeycloakSettings settings,
      ProfileRepository profiles) {
    this.administration = administration;
    this.settings = settings;
    this.profiles = profiles;
  }

  /** The profile of that id; the default one without an id. */
  public Optional<Profile> profile(@Nullable UUID id) {
    return id == null ? profiles.findDefault() : profiles.find(id);
  }

  /** The subject of the account with that e-mail, verified or not. */
  public Optional<String> subjectByEmail(UUID profileId, String email) {
    return in(
        profileId,
        (keycloak, realm) ->
            realm.users().searchByEmail(email, true).stream()
                .map(UserRepresentation::getId)
                .findFirst());
  }

  /**
   * Makes an account without a password whose e-mail is not verified; answers its subject.
   *
   * @param language that the account is spoken to in
   */
  public String create(UUID profileId, String email, Locale language) {
    return in(
        profileId,
        (keycloak, realm) -> {
          UserRepresentation user = new UserRepresentation();
          user.setUsername(email);
          user.setEmail(email);
          user.setEmailVerified(false);
          user.setEnabled(true);
          user.setAttributes(Map.of("locale", List.of(language.toLanguageTag())));
          try (Response response = realm.users().create(user)) {
            return CreatedResponseUtil.getCreatedId(response);
          }
        });
  }

  /** Where the account's owner sets his first password; works once. */
  public URI link(UUID profileId, String subject, Duration life) {
    Profile profile = get(profileId);
    return in(
        profileId,
        (keycloak, realm) ->
            URI.create(
                keycloak
                    .proxy(RealmInvitations.class, URI.create(settings.internalUrl()))
                    .link(
                        profile.realm(),
                        Map.of(
                            "subject",
                            subject,
                            "clientId",
                            profile.clientId(),
                            "seconds",
                            (int) life.toSeconds()))
                    .get("link")));
  }

  /** Removes an account that was never used: its e-mail was never verified. */
  public void removeUnused(UUID profileId, String subject) {
    in(
        profileId,
        (keycloak, realm) -> {
          try {
            if (!Boolean.TRUE.equals(
                realm.users().get(subject).toRepresentation().isEmailVerified())) {
              realm.users().delete(subject).close();
            }
          } catch (NotFoundException e) {
            // Gone already.
          }
          return List.of();
        });
  }

  private Profile get(UUID profileId) {
    return profiles
        .find(profileId)
        .filter(profile -> profile.builtIn() && profile.inForce())
        .orElseThrow(() ->
            new FreeholdException(
                ErrorCode.ILLEGAL_OPERATION,
                "The profile is not ready",
                Map.of("reason", "profile_not_ready")));
  }

  private <T> T in(UUID profileId, Work<T> work) {
    Profile profile = get(profileId);
    Function<Keycloak, T> guarded =
        keycloak -> {
          RealmResource realm = keycloak.realm(profile.realm());
          RealmRepresentation found = realm.toRepresentation();
          boolean ours =
              found.getAttributes() != null
                  && profile
                      .id()
                      .toString()
                      .equals(found.getAttributes().get(RealmSettings.PROFILE_ID));
          if (!ours) {
            throw new RealmRefusal(
                RealmRefusal.Kind.NOT_OURS, "The realm is not the profile's", null);
          }
          return work.in(keycloak, realm);
        };
    try {
      return administration.call(guarded);
    } catch (RealmRefusal e) {
      throw new FreeholdException(
          ErrorCode.EXTERNAL_SERVICE,
          e.getMessage(),
          Map.of("reason", "keycloak_unavailable", "remedy", "Try again shortly"),
          e);
    }
  }

  private interface Work<T> {
    T in(Keycloak keycloak, RealmResource realm);
  }
}
