package dev.freehold.api.profile.builtin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;

/** Claims for others as the mapper that our extension brings to Keycloak is set up for them. */
public final class ClaimsMapping {
  /** The mapper's name in a client. */
  public static final String NAME = "freehold claims";

  private static final String KIND = "freehold-claims";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ClaimsMapping() {}

  /** As Keycloak writes maps. */
  private record Entry(String key, String value) {}

  public static ProtocolMapperRepresentation mapper(ProfileClaims claims) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("layout", claims.layout().name());
    config.put("namespace", claims.namespace());
    if (!claims.roles().isEmpty()) {
      config.put("roles", write(claims.roles()));
    }
    if (claims.defaultRole() != null) {
      config.put("default.role", claims.defaultRole());
    }
    config.put("since", Long.toString(claims.since()));
    config.put("id.token.claim", "true");
    config.put("access.token.claim", "true");
    config.put("userinfo.token.claim", "true");
    ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
    mapper.setName(NAME);
    mapper.setProtocol("openid-connect");
    mapper.setProtocolMapper(KIND);
    mapper.setConfig(config);
    return mapper;
  }

  private static String write(List<ProfileClaims.RoleName> roles) {
    try {
      return JSON.writeValueAsString(
          roles.stream().map(one -> new Entry(one.role(), one.name())).toList());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
