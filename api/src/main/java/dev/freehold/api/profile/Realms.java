package dev.freehold.api.profile;

import dev.freehold.api.platform.Installation;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * The profiles' realms in Keycloak. The one way to make, change and repair them; running it again
 * changes nothing. A realm that does not carry the profile's id is never touched.
 */
@Singleton
class Realms {
  private final KeycloakAdministration administration;
  private final RealmSettings settings;
  private final NativeClientSettings nativeClient;
  private final String api;

  Realms(
      KeycloakAdministration administration,
      RealmSettings settings,
      NativeClientSettings nativeClient,
      Installation installation) {
    this.administration = administration;
    this.settings = settings;
    this.nativeClient = nativeClient;
    this.api = installation.at("").toString();
  }

  /** Makes Keycloak follow the profile; see {@link RealmSettings#apply} for {@code open}. */
  void provision(Profile profile, boolean open) {
    administration.call(keycloak -> {
      Optional<RealmRepresentation> existing = find(keycloak, profile.realm());
      if (existing.isPresent()) {
        requireOurs(profile, existing.get());
        settings.apply(profile, open, existing.get());
        keycloak.realm(profile.realm()).update(existing.get());
      } else {
        create(keycloak, profile);
      }
      client(keycloak.realm(profile.realm()), profile);
      nativeClient.apply(keycloak.realm(profile.realm()), profile);
      return null;
    });
    if (open) {
      // A realm just made is still closed; the second pass opens it.
      openIfClosed(profile);
    }
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

  private void create(Keycloak keycloak, Profile profile) {
    RealmRepresentation realm = new RealmRepresentation();
    realm.setRealm(profile.realm());
    // The mark comes with the realm, so that there is never a moment when it is nobody's.
    settings.apply(profile, false, realm);
    keycloak.realms().create(realm);
    // The token in hand was made before the realm and has no rights in it.
    keycloak.tokenManager().grantToken();
  }

  private void openIfClosed(Profile profile) {
    administration.call(keycloak -> {
      RealmRepresentation realm = keycloak.realm(profile.realm()).toRepresentation();
      boolean wanted = profile.signUpMode() != SignUpMode.OFF;
      if (!Objects.equals(realm.isRegistrationAllowed(), wanted)) {
        settings.apply(profile, true, realm);
        keycloak.realm(profile.realm()).update(realm);
      }
      return null;
    });
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

  private void client(RealmResource realm, Profile profile) {
    List<ClientRepresentation> found = realm.clients().findByClientId(profile.clientId());
    if (found.isEmpty()) {
      ClientRepresentation client = new ClientRepresentation();
      ClientSettings.apply(profile, api, client);
      client.setProtocolMappers(ClientSettings.mappers());
      realm.clients().create(client).close();
      found = realm.clients().findByClientId(profile.clientId());
    }
    ClientRepresentation client = found.getFirst();
    ClientResource resource = realm.clients().get(client.getId());
    ClientSettings.apply(profile, api, client);
    resource.update(client);
    mappers(resource, client);
    scopes(realm, resource);
  }

  private static void mappers(ClientResource resource, ClientRepresentation client) {
    List<ProtocolMapperRepresentation> present =
        client.getProtocolMappers() == null ? List.of() : client.getProtocolMappers();
    for (ProtocolMapperRepresentation wanted : ClientSettings.mappers()) {
      Optional<ProtocolMapperRepresentation> same =
          present.stream().filter(one -> one.getName().equals(wanted.getName())).findFirst();
      if (same.isEmpty()) {
        resource.getProtocolMappers().createMapper(wanted).close();
      } else if (!same.get().getConfig().entrySet().containsAll(wanted.getConfig().entrySet())) {
        wanted.setId(same.get().getId());
        resource.getProtocolMappers().update(wanted.getId(), wanted);
      }
    }
  }

  private static void scopes(RealmResource realm, ClientResource resource) {
    Set<String> present = new HashSet<>();
    resource.getDefaultClientScopes().forEach(scope -> present.add(scope.getName()));
    for (ClientScopeRepresentation scope : realm.clientScopes().findAll()) {
      if (ClientSettings.SCOPES.contains(scope.getName()) && !present.contains(scope.getName())) {
        resource.addDefaultClientScope(scope.getId());
      }
    }
  }
}
