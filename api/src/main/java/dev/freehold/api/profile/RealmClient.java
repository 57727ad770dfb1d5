package dev.freehold.api.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ClientScopeRepresentation;

/** The one client of a profile's realm, its mappers and scopes. */
final class RealmClient {
  private final RealmResource realm;
  private final Profile profile;
  private final String api;
  private final String name;

  RealmClient(RealmResource realm, Profile profile, String api) {
    this.realm = realm;
    this.profile = profile;
    this.api = api;
    this.name = "client " + profile.clientId();
  }

  List<RealmChange> changes() {
    List<ClientRepresentation> found = realm.clients().findByClientId(profile.clientId());
    if (found.isEmpty()) {
      return List.of(new RealmChange(List.of(new Difference(name, "there", null)), this::create));
    }
    ClientRepresentation client = found.getFirst();
    ClientResource resource = realm.clients().get(client.getId());
    List<RealmChange> changes = new ArrayList<>();
    JsonNode before = Differences.tree(client);
    ClientSettings.apply(profile, api, client);
    changes.add(
        new RealmChange(
            Differences.between(name, before, Differences.tree(client)),
            () -> resource.update(client)));
    changes.addAll(new RealmMappers(resource, client, name, profile).changes());
    changes.addAll(scopes(resource));
    return changes;
  }

  private void create() {
    ClientRepresentation client = new ClientRepresentation();
    ClientSettings.apply(profile, api, client);
    client.setProtocolMappers(ClientSettings.mappers(profile));
    String id = CreatedResponseUtil.getCreatedId(realm.clients().create(client));
    scopes(realm.clients().get(id)).forEach(change -> change.apply().run());
  }

  private List<RealmChange> scopes(ClientResource resource) {
    List<RealmChange> changes = new ArrayList<>();
    Set<String> present = new HashSet<>();
    resource.getDefaultClientScopes().forEach(scope -> present.add(scope.getName()));
    for (ClientScopeRepresentation scope : realm.clientScopes().findAll()) {
      if (ClientSettings.SCOPES.contains(scope.getName()) && !present.contains(scope.getName())) {
        changes.add(
            new RealmChange(
                List.of(new Difference(name + ".scope " + scope.getName(), "there", null)),
                () -> resource.addDefaultClientScope(scope.getId())));
      }
    }
    return changes;
  }
}
