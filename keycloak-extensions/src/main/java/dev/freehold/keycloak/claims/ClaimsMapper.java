package dev.freehold.keycloak.claims;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ProtocolMapperConfigException;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.UserInfoTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.IDToken;

/**
 * Puts the platform's user id and roles into tokens, as Keycloak's own database has them: nothing
 * that the user or the request says goes in, and nobody is asked. An account of which nothing is
 * known yet gets its token without them.
 */
public final class ClaimsMapper extends AbstractOIDCProtocolMapper
    implements OIDCIDTokenMapper, OIDCAccessTokenMapper, UserInfoTokenMapper {
  public static final String PROVIDER_ID = "freehold-claims";

  private static final Logger LOG = Logger.getLogger(ClaimsMapper.class);
  private static final List<ProviderConfigProperty> PROPERTIES = properties();

  @Override
  protected void setClaim(
      IDToken token,
      ProtocolMapperModel mapper,
      UserSessionModel userSession,
      KeycloakSession session,
      ClientSessionContext context) {
    ClaimsSettings settings;
    try {
      settings = ClaimsSettings.read(mapper.getConfig());
    } catch (IllegalArgumentException e) {
      // An import of a realm checks nothing.
      LOG.warnf("The mapper %s does nothing: %s", mapper.getName(), e.getMessage());
      return;
    }
    new ClaimsRepository(
            session.getProvider(JpaConnectionProvider.class).getEntityManager(),
            userSession.getRealm().getId())
        .find(userSession.getUser().getId())
        .map(settings::claims)
        .ifPresent(token.getOtherClaims()::putAll);
  }

  @Override
  public void validateConfig(
      KeycloakSession session,
      RealmModel realm,
      ProtocolMapperContainerModel container,
      ProtocolMapperModel mapper)
      throws ProtocolMapperConfigException {
    try {
      ClaimsSettings.read(mapper.getConfig());
    } catch (IllegalArgumentException e) {
      // Without a key Keycloak fails to answer; as a parameter no text is taken for a pattern.
      throw new ProtocolMapperConfigException("freeholdClaims", "{0}", e.getMessage());
    }
  }

  private static List<ProviderConfigProperty> properties() {
    List<ProviderConfigProperty> properties = new ArrayList<>();
    ProviderConfigProperty layout =
        new ProviderConfigProperty(
            ClaimsSettings.LAYOUT,
            "Layout",
            "How user id and roles stand in the token",
            ProviderConfigProperty.LIST_TYPE,
            Layout.PLAIN.name());
    layout.setOptions(Arrays.stream(Layout.values()).map(Layout::name).toList());
    properties.add(layout);
    properties.add(
        text(ClaimsSettings.NAMESPACE, "Namespace", "The claim that holds user id and roles"));
    properties.add(
        new ProviderConfigProperty(
            ClaimsSettings.NAMES,
            "Roles",
            "Roles and their names outside, the most important first",
            ProviderConfigProperty.MAP_TYPE,
            null));
    properties.add(text(ClaimsSettings.DEFAULT_ROLE, "Default role", "What everybody has"));
    properties.add(text(ClaimsSettings.SINCE, "Since", "Only what is as new as this counts"));
    OIDCAttributeMapperHelper.addIncludeInTokensConfig(properties, ClaimsMapper.class);
    return List.copyOf(properties);
  }

  private static ProviderConfigProperty text(String name, String label, String help) {
    return new ProviderConfigProperty(name, label, help, ProviderConfigProperty.STRING_TYPE, null);
  }

  @Override
  public String getId() {
    return PROVIDER_ID;
  }

  @Override
  public String getDisplayCategory() {
    return TOKEN_MAPPER_CATEGORY;
  }

  @Override
  public String getDisplayType() {
    return "Freehold: user id and roles";
  }

  @Override
  public String getHelpText() {
    return "User id and roles of the platform, for other services behind the same log-in";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return PROPERTIES;
  }
}
