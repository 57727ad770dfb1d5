package dev.freehold.api.profile;

import io.micronaut.core.annotation.Nullable;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/**
 * What our extension adds to Keycloak's administration for keeping Users in step, see
 * docs/architecture.md.
 */
@Path("/admin/realms/{realm}/freehold-sync")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface RealmSync {
  /** Accounts after that key, in the order of their keys. */
  @GET
  @Path("accounts")
  Page accounts(
      @PathParam("realm") String realm,
      @QueryParam("after") String after,
      @QueryParam("max") int max);

  /** Which of {@code ids} exist, and which of them have events on the way. */
  @POST
  @Path("accounts/lookup")
  Lookup lookup(@PathParam("realm") String realm, Map<String, List<String>> body);

  @GET
  @Path("status")
  Status status(@PathParam("realm") String realm);

  /**
   * An account as one statement saw it together with its last event's sequence.
   *
   * @param pending whether an event of it still waits for its delivery
   */
  record Account(
      String subject,
      long sequence,
      boolean pending,
      @Nullable String email,
      boolean emailVerified,
      @Nullable String firstName,
      @Nullable String lastName,
      boolean enabled) {}

  /**
   * Accounts of a realm.
   *
   * @param next null after the last page
   */
  record Page(@Nullable String profileId, List<Account> accounts, @Nullable String next) {}

  record Lookup(@Nullable String profileId, List<String> present, List<String> pending) {}

  /** How full the realm's outbox is. */
  record Status(long pending, long dead, double oldestSeconds) {}
}
