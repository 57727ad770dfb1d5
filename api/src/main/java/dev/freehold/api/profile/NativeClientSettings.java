package dev.freehold.api.profile;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final NativeClients clients;
  private final NativeLogInFlow flow;

  NativeClientSettings(NativeClients clients, NativeLogInFlow flow) {
    this.clients = clients;
    this.flow = flow;
  }

  void apply(RealmResource realm, Profile profile) {
    Optional<ClientRepresentation> found =
        realm.clients().findByClientId(NativeClients.CLIENT_ID).stream().findFirst();
    if (!profile.nativeLogIn()) {
      found.filter(ClientRepresentation::isEnabled).ifPresent(client -> disable(realm, client));
      return;
    }
    if (!flow.sound(realm)) {
      // Nobody logs in by a flow while it is being repaired.
      found.ifPresent(client -> disable(realm, client));
      flow.repair(realm);
    }
    ClientRepresentation client = found.orElseGet(ClientRepresentation::new);
    settings(client, profile, flow.id(realm));
    if (found.isEmpty()) {
      client.setProtocolMappers(ClientSettings.mappers());
      realm.clients().create(client).close();
    } else {
      realm.clients().get(client.getId()).update(client);
    }
    scopes(realm);
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

  private static void scopes(RealmResource realm) {
    ClientRepresentation client =
        realm.clients().findByClientId(NativeClients.CLIENT_ID).getFirst();
    ClientResource resource = realm.clients().get(client.getId());
    List<String> present =
        resource.getDefaultClientScopes().stream().map(ClientScopeRepresentation::getName).toList();
    for (ClientScopeRepresentation scope : realm.clientScopes().findAll()) {
      if (ClientSettings.SCOPES.contains(scope.getName()) && !present.contains(scope.getName())) {
        resource.addDefaultClientScope(scope.getId());
      }
    }
  }
}
