package dev.freehold.api.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;

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
    changes.addAll(mappers(resource, client));
    changes.addAll(scopes(resource));
    return changes;
  }

  private void create() {
    ClientRepresentation client = new ClientRepresentation();
    ClientSettings.apply(profile, api, client);
    client.setProtocolMappers(ClientSettings.mappers());
    String id = CreatedResponseUtil.getCreatedId(realm.clients().create(client));
    scopes(realm.clients().get(id)).forEach(change -> change.apply().run());
  }

  private List<RealmChange> mappers(ClientResource resource, ClientRepresentation client) {
    List<RealmChange> changes = new ArrayList<>();
    List<ProtocolMapperRepresentation> present =
        client.getProtocolMappers() == null ? List.of() : client.getProtocolMappers();
    for (ProtocolMapperRepresentation wanted : ClientSettings.mappers()) {
      String setting = name + ".mapper " + wanted.getName();
      Optional<ProtocolMapperRepresentation> same =
          present.stream().filter(one -> one.getName().equals(wanted.getName())).findFirst();
      if (same.isEmpty()) {
        changes.add(
            new RealmChange(
                List.of(new Difference(setting, "there", null)),
                () ->
                    CreatedResponseUtil.getCreatedId(
                        resource.getProtocolMappers().createMapper(wanted))));
      } else if (!same.get().getConfig().entrySet().containsAll(wanted.getConfig().entrySet())) {
        wanted.setId(same.get().getId());
        changes.add(
            new RealmChange(
                List.of(
                    new Difference(
                        setting, wanted.getConfig().toString(), same.get().getConfig().toString())),
                () -> resource.getProtocolMappers().update(wanted.getId(), wanted)));
      }
    }
    return changes;
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
