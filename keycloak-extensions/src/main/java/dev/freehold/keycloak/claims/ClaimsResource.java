package dev.freehold.keycloak.claims;

import dev.freehold.keycloak.outbox.RealmAttributes;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import org.keycloak.storage.StorageId;

/**
 * {@code PUT /admin/realms/{realm}/freehold-claims}: takes what the platform says of the realm's
 * accounts. Late and repeated pushes change nothing. For those who may manage users and the realm:
 * what is written here decides what others let somebody do, which is more than managing users.
 */
public final class ClaimsResource {
  private static final int MOST = 500;

  private final ClaimsRepository claims;
  private final KeycloakSession session;
  private final RealmModel realm;
  private final AdminPermissionEvaluator auth;

  ClaimsResource(
      ClaimsRepository claims,
      KeycloakSession session,
      RealmModel realm,
      AdminPermissionEvaluator auth) {
    this.claims = claims;
    this.session = session;
    this.realm = realm;
    this.auth = auth;
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Pushed take(Push push) {
    auth.users().requireManage();
    auth.realm().requireManageRealm();
    if (push == null
        || push.accounts() == null
        || push.accounts().size() > MOST
        || push.accounts().stream().anyMatch(account -> account == null || !account.sound())) {
      throw new BadRequestException("accounts is a list of at most " + MOST + " sound ones");
    }
    if (!RealmAttributes.profileId(realm).filter(id -> id.equals(push.profileId())).isPresent()) {
      throw new ClientErrorException("the realm is not that profile's", Response.Status.CONFLICT);
    }
    return apply(push.accounts());
  }

  private Pushed apply(List<Account> accounts) {
    Set<String> local = claims.lock(accounts.stream().map(Account::subject).sorted().toList());
    List<String> unknown = new ArrayList<>();
    Map<String, Long> behind = new HashMap<>();
    for (Account account : accounts) {
      if (local.contains(account.subject()) || external(account.subject())) {
        claims.apply(account).ifPresent(version -> behind.put(account.subject(), version));
      } else {
        unknown.add(account.subject());
      }
    }
    return new Pushed(unknown, behind);
  }

  /** An account that only an external store has. */
  private boolean external(String subject) {
    return !StorageId.isLocalStorage(subject)
        && session.users().getUserById(realm, subject) != null;
  }
}
