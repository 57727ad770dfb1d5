package dev.freehold.api.profile;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** What our extension adds to Keycloak's administration for invitations. */
@Path("/admin/realms/{realm}/freehold-invitations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface RealmInvitations {
  /** {@code {"subject", "clientId", "seconds"}} gives {@code {"link"}}. */
  @POST
  @Path("link")
  Map<String, String> link(@PathParam("realm") String realm, Map<String, Object> wanted);
}
