package dev.freehold.api.profile;

import dev.freehold.api.profile.builtin.ClaimsMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;

/** The mappers by which a client's tokens say what the profile wants them to. */
final class RealmMappers {
  private final ClientResource client;
  private final String clientName;
  private final Profile profile;
  private final List<ProtocolMapperRepresentation> present;

  RealmMappers(
      ClientResource client, ClientRepresentation found, String clientName, Profile profile) {
    this.client = client;
    this.clientName = clientName;
    this.profile = profile;
    this.present = found.getProtocolMappers() == null ? List.of() : found.getProtocolMappers();
  }

  List<RealmChange> changes() {
    List<RealmChange> changes = new ArrayList<>();
    for (ProtocolMapperRepresentation wanted : ClientSettings.mappers(profile)) {
      String setting = setting(wanted.getName());
      Optional<ProtocolMapperRepresentation> same = find(wanted.getName());
      if (same.isEmpty()) {
        changes.add(
            new RealmChange(
                List.of(new Difference(setting, "there", null)),
                () ->
                    CreatedResponseUtil.getCreatedId(
                        client.getProtocolMappers().createMapper(wanted))));
      } else if (!follows(same.get(), wanted)) {
        wanted.setId(same.get().getId());
        changes.add(
            new RealmChange(
                List.of(
                    new Difference(
                        setting, wanted.getConfig().toString(), same.get().getConfig().toString())),
                () -> client.getProtocolMappers().update(wanted.getId(), wanted)));
      }
    }
    if (profile.settings().claims() == null) {
      find(ClaimsMapping.NAME)
          .ifPresent(left ->
              changes.add(
                  new RealmChange(
                      List.of(new Difference(setting(left.getName()), null, "there")),
                      () -> client.getProtocolMappers().delete(left.getId()))));
    }
    return changes;
  }

  private Optional<ProtocolMapperRepresentation> find(String name) {
    return present.stream().filter(one -> one.getName().equals(name)).findFirst();
  }

  private String setting(String mapper) {
    return clientName + ".mapper " + mapper;
  }

  private static boolean follows(
      ProtocolMapperRepresentation found, ProtocolMapperRepresentation wanted) {
    Map<String, String> has = found.getConfig();
    // Of the claims for others, what is not said matters too: a mapping that is left would count.
    return found.getProtocolMapper().equals(wanted.getProtocolMapper())
        && has.entrySet().containsAll(wanted.getConfig().entrySet())
        && (!wanted.getName().equals(ClaimsMapping.NAME)
            || has.size() == wanted.getConfig().size());
  }
}
