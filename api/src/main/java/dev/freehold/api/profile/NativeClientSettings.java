package dev.freehold.api.profile;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ClientScopeRepresentation;

/**
 * Makes a realm's client for log-ins by password follow the profile: confidential, direct grants
 * and nothing else, by a flow that refuses whoever has a second factor.
 */
@Singleton
class NativeClientSettings {
  private static final String NAME = "client " + NativeClients.CLIENT_ID;

  private final NativeClients clients;
  private final NativeLogInFlow flow;

  NativeClientSettings(NativeClients clients, NativeLogInFlow flow) {
    this.clients = clients;
    this.flow = flow;
  }

  /** What differs; with a profile that has no such log-ins, that there is a client for them. */
  List<RealmChange> changes(RealmResource realm, Profile profile) {
    Optional<ClientRepresentation> found =
        realm.clients().findByClientId(NativeClients.CLIENT_ID).stream().findFirst();
    if (!profile.nativeLogIn()) {
      return found
          .filter(ClientRepresentation::isEnabled)
          .map(client ->
              List.of(
                  new RealmChange(
                      List.of(new Difference(NAME + ".enabled", null, "true")),
                      () -> disable(realm, client))))
          .orElse(List.of());
    }
    List<RealmChange> changes = new ArrayList<>();
    boolean sound = flow.sound(realm);
    if (!sound) {
      changes.add(
          new RealmChange(
              List.of(new Difference("flow native log-in", "as the profile says", "changed")),
              () -> repair(realm, profile, found)));
    }
    if (found.isEmpty()) {
      changes.add(
          new RealmChange(
              List.of(new Difference(NAME, "there", null)), () -> create(realm, profile)));
      return changes;
    }
    if (sound) {
      changes.add(client(realm, profile, found.get()));
    }
    changes.addAll(
        new RealmMappers(realm.clients().get(found.get().getId()), found.get(), NAME, profile)
            .changes());
    changes.addAll(scopes(realm, found.get().getId()));
    return changes;
  }

  private void repair(RealmResource realm, Profile profile, Optional<ClientRepresentation> client) {
    // Nobody logs in by a flow while it is being repaired.
    client.ifPresent(one -> disable(realm, one));
    flow.repair(realm);
    client.ifPresent(one -> {
      settings(one, profile, flow.id(realm));
      realm.clients().get(one.getId()).update(one);
    });
  }

  private RealmChange client(RealmResource realm, Profile profile, ClientRepresentation client) {
    JsonNode before = Differences.tree(client);
    String secret = client.getSecret();
    settings(client, profile, flow.id(realm));
    List<Difference> differences =
        new ArrayList<>(Differences.between(NAME, before, Differences.tree(client)));
    // This one Keycloak shows.
    if (!client.getSecret().equals(secret)) {
      differences.add(new Difference(NAME + ".secret", Differences.HIDDEN, null));
    }
    return new RealmChange(differences, () -> realm.clients().get(client.getId()).update(client));
  }

  private void create(RealmResource realm, Profile profile) {
    ClientRepresentation client = new ClientRepresentation();
    settings(client, profile, flow.id(realm));
    client.setProtocolMappers(ClientSettings.mappers(profile));
    String id = CreatedResponseUtil.getCreatedId(realm.clients().create(client));
    scopes(realm, id).forEach(change -> change.apply().run());
  }

  private static void disable(RealmResource realm, ClientRepresentation client) {
    client.setEnabled(false);
    realm.clients().get(client.getId()).update(client);
  }

  private void settings(ClientRepresentation client, Profile profile, String flowId) {
    client.setClientId(NativeClients.CLIENT_ID);
    client.setName("Freehold: log-in by password");
    client.setProtocol("openid-connect");
    client.setEnabled(true);
    client.setPublicClient(false);
    client.setBearerOnly(false);
    client.setClientAuthenticatorType("client-secret");
    client.setSecret(clients.of(profile).secret());
    client.setDirectAccessGrantsEnabled(true);
    client.setStandardFlowEnabled(false);
    client.setImplicitFlowEnabled(false);
    client.setServiceAccountsEnabled(false);
    client.setConsentRequired(false);
    client.setFullScopeAllowed(false);
    client.setRedirectUris(List.of());
    client.setWebOrigins(List.of());
    client.setAuthenticationFlowBindingOverrides(Map.of("direct_grant", flowId));
    Map<String, String> attributes = new HashMap<>();
    if (client.getAttributes() != null) {
      attributes.putAll(client.getAttributes());
    }
    attributes.put("oauth2.device.authorization.grant.enabled", "false");
    attributes.put("oidc.ciba.grant.enabled", "false");
    client.setAttributes(attributes);
  }

  private static List<RealmChange> scopes(RealmResource realm, String client) {
    ClientResource resource = realm.clients().get(client);
    List<String> present =
        resource.getDefaultClientScopes().stream().map(ClientScopeRepresentation::getName).toList();
    return realm.clientScopes().findAll().stream()
        .filter(scope -> ClientSettings.SCOPES.contains(scope.getName()))
        .filter(scope -> !present.contains(scope.getName()))
        .map(scope ->
            new RealmChange(
                List.of(new Difference(NAME + ".scope " + scope.getName(), "there", null)),
                () -> resource.addDefaultClientScope(scope.getId())))
        .toList();
  }
}
