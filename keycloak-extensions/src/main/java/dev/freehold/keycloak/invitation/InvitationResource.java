package dev.freehold.keycloak.invitation;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.keycloak.authentication.actiontoken.execactions.ExecuteActionsActionToken;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * {@code /admin/realms/{realm}/freehold-invitations/link}: the link by which an account sets its
 * first password, for those who may manage the realm's users. Keycloak itself only mails it. Works
 * once, and only while the account has the e-mail it had; whoever opens it proved that the mailbox
 * is his.
 */
public final class InvitationResource {
  private static final int LONGEST_SECONDS = 3600;

  private final KeycloakSession session;
  private final RealmModel realm;
  private final AdminPermissionEvaluator auth;

  InvitationResource(KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth) {
    this.session = session;
    this.realm = realm;
    this.auth = auth;
  }

  /**
   * What to make a link for.
   *
   * @param subject an account that has never logged in: no password, e-mail not verified
   * @param seconds how long it works, an hour at most
   */
  public record Wanted(String subject, String clientId, int seconds) {}

  @POST
  @Path("link")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, String> link(Wanted wanted) {
    auth.users().requireManage();
    if (wanted == null
        || wanted.subject() == null
        || wanted.seconds() < 1
        || wanted.seconds() > LONGEST_SECONDS) {
      throw new BadRequestException("subject, and seconds from 1 to " + LONGEST_SECONDS);
    }
    ClientModel client = realm.getClientByClientId(String.valueOf(wanted.clientId()));
    if (client == null || !client.isEnabled()) {
      throw new BadRequestException("clientId names no client");
    }
    UserModel user = session.users().getUserById(realm, wanted.subject());
    if (user == null || !user.isEnabled() || user.getEmail() == null) {
      throw new NotFoundException("there is no such account");
    }
    // A password that is there is changed by whoever knows it, or by mail, never by an invitation.
    if (user.isEmailVerified() && user.credentialManager().isConfiguredFor("password")) {
      throw new BadRequestException("the account is in use");
    }
    ExecuteActionsActionToken token =
        new ExecuteActionsActionToken(
            user.getId(),
            user.getEmail(),
            Math.toIntExact(Instant.now().plusSeconds(wanted.seconds()).getEpochSecond()),
            List.of(UserModel.RequiredAction.UPDATE_PASSWORD.name()),
            null,
            client.getClientId());
    UriInfo uri = session.getContext().getUri();
    return Map.of(
        "link",
        LoginActionsService.actionTokenProcessor(uri)
            .queryParam("key", token.serialize(session, realm, uri))
            .build(realm.getName())
            .toString());
  }
}
