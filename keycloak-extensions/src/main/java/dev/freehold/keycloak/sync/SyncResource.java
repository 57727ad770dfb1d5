package dev.freehold.keycloak.sync;

import dev.freehold.keycloak.outbox.RealmAttributes;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import org.keycloak.storage.StorageId;

/**
 * {@code /admin/realms/{realm}/freehold-sync}: what a reconciliation needs that Keycloak's own API
 * does not tell, for those who may view the realm's users. Pages go by key, so that neither their
 * cost nor what they hold depends on changes in between.
 */
public final class SyncResource {
  private static final int MAX_PAGE = 1_000;

  private final AccountRepository accounts;
  private final KeycloakSession session;
  private final RealmModel realm;
  private final AdminPermissionEvaluator auth;
  private final InstantSource clock;

  SyncResource(
      AccountRepository accounts,
      KeycloakSession session,
      RealmModel realm,
      AdminPermissionEvaluator auth,
      InstantSource clock) {
    this.accounts = accounts;
    this.session = session;
    this.realm = realm;
    this.auth = auth;
    this.clock = clock;
  }

  @GET
  @Path("accounts")
  @Produces(MediaType.APPLICATION_JSON)
  public AccountPage page(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("max") @DefaultValue("500") int max) {
    auth.users().requireView();
    if (max < 1 || max > MAX_PAGE) {
      throw new BadRequestException("max is from 1 to " + MAX_PAGE);
    }
    List<AccountState> page = accounts.page(after, max);
    String next = page.size() < max ? null : page.get(max - 1).subject();
    return new AccountPage(profileId(), page, next);
  }

  /** Body: {@code {"ids": [...]}}, at most 1000. */
  @POST
  @Path("accounts/lookup")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Lookup lookup(Map<String, List<String>> body) {
    auth.users().requireView();
    List<String> ids = body == null ? null : body.get("ids");
    if (ids == null || ids.size() > MAX_PAGE || ids.stream().anyMatch(Objects::isNull)) {
      throw new BadRequestException("ids is a list of at most " + MAX_PAGE);
    }
    // First who is there: an account that goes in between is found pending, or is looked up again.
    Set<String> present = new HashSet<>(accounts.present(ids));
    ids.stream()
        .filter(id -> !present.contains(id) && !StorageId.isLocalStorage(id))
        .filter(id -> session.users().getUserById(realm, id) != null)
        .forEach(present::add);
    return new Lookup(profileId(), List.copyOf(present), accounts.pending(ids));
  }

  @GET
  @Path("status")
  @Produces(MediaType.APPLICATION_JSON)
  public SyncStatus status() {
    auth.realm().requireViewEvents();
    return accounts.status(clock.millis());
  }

  private String profileId() {
    return RealmAttributes.profileId(realm).orElse(null);
  }
}
