package dev.freehold.api.profile;

import dev.freehold.api.profile.builtin.ClaimsMapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;

/** What the one client of a profile's realm looks like: public, code flow with PKCE, exact URLs. */
final class ClientSettings {
  static final String CLIENT_ID = "freehold-app";

  /** Scopes whose claims an ID token must have, whatever an application asks for. */
  static final List<String> SCOPES = List.of("basic", "profile", "email", "acr", "web-origins");

  private ClientSettings() {}

  /**
   * Changes the client to what the profile says.
   *
   * @param api where browsers reach this API, without a trailing slash
   */
  static void apply(Profile profile, String api, ClientRepresentation client) {
    String home = RedirectUrls.origin(profile.callbackUrls().getFirst()) + "/";
    client.setClientId(profile.clientId());
    client.setName(profile.brandName() == null ? profile.name() : profile.brandName());
    client.setProtocol("openid-connect");
    client.setEnabled(true);
    client.setPublicClient(true);
    client.setStandardFlowEnabled(true);
    client.setImplicitFlowEnabled(false);
    client.setDirectAccessGrantsEnabled(false);
    client.setServiceAccountsEnabled(false);
    client.setBearerOnly(false);
    client.setConsentRequired(false);
    client.setFullScopeAllowed(false);
    client.setFrontchannelLogout(false);
    client.setBaseUrl(home);
    client.setRootUrl("");
    client.setRedirectUris(with(profile, profile.callbackUrls(), api + SignInFacade.CALLBACK));
    client.setWebOrigins(
        profile.callbackUrls().stream().map(RedirectUrls::origin).distinct().toList());
    Map<String, String> attributes = new HashMap<>();
    if (client.getAttributes() != null) {
      attributes.putAll(client.getAttributes());
    }
    attributes.put("pkce.code.challenge.method", "S256");
    attributes.put(
        "post.logout.redirect.uris",
        String.join("##", with(profile, profile.logoutUrls(), api + SignInFacade.LOGGED_OUT)));
    attributes.put("oauth2.device.authorization.grant.enabled", "false");
    attributes.put("oidc.ciba.grant.enabled", "false");
    client.setAttributes(attributes);
  }

  /** A profile that offers sign-ins of other services has the API itself as an application. */
  private static List<String> with(Profile profile, List<String> urls, String own) {
    return profile.facades().isEmpty()
        ? urls
        : Stream.concat(urls.stream(), Stream.of(own)).distinct().toList();
  }

  /** Mappers of the client itself, so that a scope somebody changed does not lose a claim. */
  static List<ProtocolMapperRepresentation> mappers(Profile profile) {
    List<ProtocolMapperRepresentation> mappers = new ArrayList<>(ownClaims());
    if (profile.settings().claims() != null) {
      mappers.add(ClaimsMapping.mapper(profile.settings().claims()));
    }
    return mappers;
  }

  private static List<ProtocolMapperRepresentation> ownClaims() {
    return List.of(
        mapper("email", "oidc-usermodel-attribute-mapper", "email", "String"),
        mapper("email_verified", "oidc-usermodel-property-mapper", "emailVerified", "boolean"),
        mapper("given_name", "oidc-usermodel-attribute-mapper", "firstName", "String"),
        mapper("family_name", "oidc-usermodel-attribute-mapper", "lastName", "String"));
  }

  private static ProtocolMapperRepresentation mapper(
      String claim, String kind, String attribute, String jsonType) {
    ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
    mapper.setName("freehold " + claim);
    mapper.setProtocol("openid-connect");
    mapper.setProtocolMapper(kind);
    mapper.setConfig(
        Map.of(
            "user.attribute",
            attribute,
            "claim.name",
            claim,
            "jsonType.label",
            jsonType,
            "id.token.claim",
            "true",
            "access.token.claim",
            "false",
            "userinfo.token.claim",
            "true"));
    return mapper;
  }
}
