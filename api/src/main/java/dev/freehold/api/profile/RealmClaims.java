package dev.freehold.api.profile;

import io.micronaut.core.annotation.Nullable;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/**
 * What our extension adds to Keycloak's administration for claims in tokens, see
 * docs/architecture.md.
 */
@Path("/admin/realms/{realm}/freehold-claims")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface RealmClaims {
  @PUT
  Pushed put(@PathParam("realm") String realm, Push push);

  record Push(String profileId, List<KeycloakClaims.Account> accounts) {}

  record Pushed(@Nullable List<String> unknown, @Nullable Map<String, Long> behind) {}
}
