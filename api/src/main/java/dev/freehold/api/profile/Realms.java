package dev.freehold.api.profile;

import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * The profiles' realms in Keycloak. The one way to make, change and repair them; only what differs
 * is written, so running it again changes nothing. A realm that does not carry the profile's id is
 * never touched.
 */
@Singleton
class Realms {
  private final KeycloakAdministration administration;
  private final RealmSettings settings;
  private final RealmChanges changes;

  Realms(KeycloakAdministration administration, RealmSettings settings, RealmChanges changes) {
    this.administration = administration;
    this.settings = settings;
    this.changes = changes;
  }

  /**
   * Makes Keycloak follow the profile.
   *
   * @return what differed
   */
  List<Difference> provision(WantedRealm wanted) {
    Profile profile = wanted.profile();
    return administration.call(keycloak -> {
      if (find(keycloak, profile.realm()).isEmpty()) {
        create(keycloak, wanted);
      }
      RealmRepresentation found = find(keycloak, profile.realm()).orElseThrow();
      requireOurs(profile, found);
      List<Difference> differences = new ArrayList<>();
      boolean changed = false;
      for (RealmChange change : changes.of(keycloak.realm(profile.realm()), found, wanted)) {
        if (change.due(wanted.secretsAnew(), changed)) {
          change.apply().run();
          changed = true;
        }
        differences.addAll(change.differences());
      }
      return differences;
    });
  }

  /** What a provisioning would change; changes nothing. */
  List<Difference> plan(WantedRealm wanted) {
    Profile profile = wanted.profile();
    return administration.call(keycloak -> {
      Optional<RealmRepresentation> found = find(keycloak, profile.realm());
      if (found.isEmpty()) {
        return List.of(new Difference("realm " + profile.realm(), "there", null));
      }
      requireOurs(profile, found.get());
      return changes.of(keycloak.realm(profile.realm()), found.get(), wanted).stream()
          .flatMap(change -> change.differences().stream())
          .toList();
    });
  }

  void withAccounts(Profile profile, Consumer<AccountsBeforeOpening.RealmAccounts> work) {
    administration.call(keycloak -> {
      work.accept(new KeycloakAccounts(keycloak.realm(profile.realm()).users()));
      return null;
    });
  }

  /** Removes the profile's realm; one that is not there, or is another's, is left as it is. */
  void remove(Profile profile) {
    administration.call(keycloak -> {
      find(keycloak, profile.realm())
          .filter(realm -> ours(profile.id(), realm))
          .ifPresent(realm -> keycloak.realm(profile.realm()).remove());
      return null;
    });
  }

  private void create(Keycloak keycloak, WantedRealm wanted) {
    RealmRepresentation realm = new RealmRepresentation();
    realm.setRealm(wanted.profile().realm());
    // The mark comes with the realm, so that there is never a moment when it is nobody's.
    settings.apply(wanted.closed(), realm);
    keycloak.realms().create(realm);
    // The token in hand was made before the realm and has no rights in it.
    keycloak.tokenManager().grantToken();
  }

  private static Optional<RealmRepresentation> find(Keycloak keycloak, String name) {
    try {
      return Optional.of(keycloak.realm(name).toRepresentation());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private static void requireOurs(Profile profile, RealmRepresentation realm) {
    if (!ours(profile.id(), realm)) {
      throw new RealmRefusal(
          RealmRefusal.Kind.NOT_OURS,
          "Keycloak already has a realm '"
              + profile.realm()
              + "' that was not made for this profile; it is not touched",
          null);
    }
  }

  private static boolean ours(UUID profileId, RealmRepresentation realm) {
    Map<String, String> attributes = realm.getAttributes();
    return attributes != null
        && profileId.toString().equals(attributes.get(RealmSettings.PROFILE_ID));
  }
}
