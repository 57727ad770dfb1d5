package dev.freehold.api.profile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.profile.builtin.Connection;
import dev.freehold.api.profile.builtin.ConnectionMapping;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.IdentityProviderResource;
import org.keycloak.admin.client.resource.IdentityProvidersResource;
import org.keycloak.representations.idm.IdentityProviderMapperRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;

/**
 * The connections of a profile in its realm. Those that carry our mark and are no connection any
 * more are removed; others, made by hand, are left.
 */
final class RealmConnections {
  private final IdentityProvidersResource api;
  private final WantedRealm wanted;
  private final String firstFlow;
  private final @Nullable String afterFlow;

  RealmConnections(
      IdentityProvidersResource api,
      WantedRealm wanted,
      String firstFlow,
      @Nullable String afterFlow) {
    this.api = api;
    this.wanted = wanted;
    this.firstFlow = firstFlow;
    this.afterFlow = afterFlow;
  }

  List<RealmChange> changes() {
    List<RealmChange> changes = new ArrayList<>();
    Map<String, IdentityProviderRepresentation> present = new HashMap<>();
    api.findAll().forEach(provider -> present.put(provider.getAlias(), provider));
    for (Connection connection : wanted.profile().settings().connections()) {
      changes.addAll(change(connection, present.remove(connection.alias())));
    }
    present.values().stream()
        .filter(other -> other.getConfig().containsKey(ConnectionMapping.MARK))
        .forEach(other -> changes.add(removal(other.getAlias())));
    return changes;
  }

  private RealmChange removal(String alias) {
    return new RealmChange(
        List.of(new Difference("connection " + alias, null, "there")),
        () -> api.get(alias).remove());
  }

  private List<RealmChange> change(
      Connection connection, @Nullable IdentityProviderRepresentation found) {
    String name = "connection " + connection.alias();
    // Keycloak cannot change what a provider is.
    if (found != null && !connection.kind().is(found.getProviderId())) {
      return List.of(removal(connection.alias()), change(connection, null).getFirst());
    }
    boolean absent = found == null;
    IdentityProviderRepresentation provider = absent ? new IdentityProviderRepresentation() : found;
    JsonNode before = Differences.tree(provider);
    ConnectionMapping.apply(
        connection, wanted.mark(connection.secretName()), firstFlow, afterFlow, provider);
    List<Difference> differences =
        absent
            ? List.of(new Difference(name, "there", null))
            : Differences.between(name, before, Differences.tree(provider));
    List<RealmChange> changes = new ArrayList<>();
    changes.add(
        new RealmChange(
            differences,
            wanted.hasSecret(connection.secretName())
                ? RealmChange.Need.SECRET
                : RealmChange.Need.DIFFERENCE,
            () -> write(connection, provider, absent)));
    if (!absent) {
      IdentityProviderResource resource = api.get(connection.alias());
      changes.addAll(mappers(name, connection, resource));
    }
    return changes;
  }

  private void write(
      Connection connection, IdentityProviderRepresentation provider, boolean absent) {
    String secret = wanted.secret(connection.secretName());
    if (secret != null) {
      provider.getConfig().put("clientSecret", secret);
    }
    if (absent) {
      CreatedResponseUtil.getCreatedId(api.create(provider));
      IdentityProviderResource made = api.get(connection.alias());
      ConnectionMapping.mappers(connection)
          .forEach(mapper -> CreatedResponseUtil.getCreatedId(made.addMapper(mapper)));
    } else {
      api.get(connection.alias()).update(provider);
    }
  }

  private static List<RealmChange> mappers(
      String name, Connection connection, IdentityProviderResource resource) {
    List<RealmChange> changes = new ArrayList<>();
    List<IdentityProviderMapperRepresentation> wanted = ConnectionMapping.mappers(connection);
    List<IdentityProviderMapperRepresentation> present =
        wanted.isEmpty() ? List.of() : resource.getMappers();
    for (IdentityProviderMapperRepresentation mapper : wanted) {
      Difference difference = new Difference(name + ".mapper " + mapper.getName(), "there", null);
      Optional<IdentityProviderMapperRepresentation> same =
          present.stream().filter(one -> one.getName().equals(mapper.getName())).findFirst();
      if (same.isEmpty()) {
        changes.add(
            new RealmChange(
                List.of(difference),
                () -> CreatedResponseUtil.getCreatedId(resource.addMapper(mapper))));
      } else if (!Objects.equals(same.get().getConfig(), mapper.getConfig())) {
        mapper.setId(same.get().getId());
        changes.add(
            new RealmChange(
                List.of(
                    new Difference(
                        difference.setting(),
                        mapper.getConfig().toString(),
                        same.get().getConfig().toString())),
                () -> resource.update(mapper.getId(), mapper)));
      }
    }
    return changes;
  }
}
