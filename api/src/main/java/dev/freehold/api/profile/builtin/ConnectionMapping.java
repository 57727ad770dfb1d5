package dev.freehold.api.profile.builtin;

import dev.freehold.api.profile.builtin.Connection.OpenId;
import dev.freehold.api.profile.builtin.Connection.Saml;
import io.micronaut.core.annotation.Nullable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.representations.idm.IdentityProviderMapperRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;

/** A connection as a realm has it: an identity provider and its mappers. */
public final class ConnectionMapping {
  /** Which of a realm's identity providers are ours, and which version of the secret they have. */
  public static final String MARK = "freehold.secret.version";

  private ConnectionMapping() {}

  /**
   * Changes a provider to what the connection says.
   *
   * @param mark which secret it has
   * @param firstFlow where an unknown person goes
   * @param afterFlow where everybody goes afterwards; null: nowhere
   */
  public static void apply(
      Connection connection,
      String mark,
      String firstFlow,
      @Nullable String afterFlow,
      IdentityProviderRepresentation provider) {
    provider.setAlias(connection.alias());
    provider.setProviderId(connection.kind().providerId());
    provider.setDisplayName(connection.displayName());
    provider.setEnabled(connection.enabled());
    provider.setTrustEmail(connection.trustEmail());
    provider.setStoreToken(false);
    provider.setLinkOnly(false);
    provider.setFirstBrokerLoginFlowAlias(firstFlow);
    // An empty one is how Keycloak is told that there is none.
    provider.setPostBrokerLoginFlowAlias(
        connection.asksSecondFactor() || afterFlow == null ? "" : afterFlow);
    Map<String, String> config = new HashMap<>();
    if (provider.getConfig() != null) {
      config.putAll(provider.getConfig());
    }
    config.put(MARK, mark);
    config.put("syncMode", "IMPORT");
    if (connection.kind() == Connection.Kind.SAML) {
      saml(connection.saml(), config);
    } else {
      config.put("clientId", connection.clientId());
      put(config, "defaultScope", connection.scopes());
      put(config, "tenantId", connection.tenant());
    }
    if (connection.openId() != null) {
      openId(connection, config);
    }
    provider.setConfig(config);
  }

  private static void openId(Connection connection, Map<String, String> config) {
    OpenId openId = connection.openId();
    config.put("issuer", openId.issuer());
    config.put("authorizationUrl", openId.authorization().toString());
    config.put("tokenUrl", openId.token().toString());
    config.put("jwksUrl", openId.jwks().toString());
    put(config, "logoutUrl", openId.endSession() == null ? null : openId.endSession().toString());
    config.put("useJwksUrl", "true");
    config.put("validateSignature", "true");
    config.put("disableUserInfo", "true");
    config.put("clientAuthMethod", "client_secret_post");
    config.put("pkceEnabled", "true");
    config.put("pkceMethod", "S256");
    if (connection.scopes() == null) {
      // Apple gives name and e-mail only to a callback by POST, which Keycloak does not take.
      config.put(
          "defaultScope",
          connection.kind() == Connection.Kind.APPLE ? "openid" : "openid profile email");
    }
  }

  private static void saml(Saml saml, Map<String, String> config) {
    config.put("idpEntityId", saml.entityId());
    config.put("singleSignOnServiceUrl", saml.singleSignOnUrl().toString());
    config.put("signingCertificate", saml.certificate());
    config.put("validateSignature", "true");
    config.put("wantAssertionsSigned", "true");
    config.put("wantAuthnRequestsSigned", "true");
    config.put("signatureAlgorithm", "RSA_SHA256");
    config.put("postBindingResponse", "true");
    config.put("postBindingAuthnRequest", "true");
    config.put("nameIDPolicyFormat", "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent");
    config.put("principalType", "SUBJECT");
  }

  /** What an assertion's attributes fill in; OpenID's claims need no mapper. */
  public static List<IdentityProviderMapperRepresentation> mappers(Connection connection) {
    Saml saml = connection.saml();
    return saml == null
        ? List.of()
        : List.of(
            mapper(connection, "email", saml.emailAttribute()),
            mapper(connection, "firstName", saml.firstNameAttribute()),
            mapper(connection, "lastName", saml.lastNameAttribute()));
  }

  private static IdentityProviderMapperRepresentation mapper(
      Connection connection, String target, String attribute) {
    IdentityProviderMapperRepresentation mapper = new IdentityProviderMapperRepresentation();
    mapper.setName("freehold " + target);
    mapper.setIdentityProviderAlias(connection.alias());
    mapper.setIdentityProviderMapper("saml-user-attribute-idp-mapper");
    mapper.setConfig(
        Map.of("attribute.name", attribute, "user.attribute", target, "syncMode", "INHERIT"));
    return mapper;
  }

  private static void put(Map<String, String> config, String key, String value) {
    if (value == null) {
      config.remove(key);
    } else {
      config.put(key, value);
    }
  }
}
