package dev.freehold.api.user;

import dev.freehold.api.access.Caller;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** What invitations may do to Users. */
@Singleton
public class InvitedUsers {
  private final Accounts accounts;
  private final AccountRepository rows;
  private final UserRoleRepository userRoles;
  private final CachedCallers callers;

  InvitedUsers(
      Accounts accounts,
      AccountRepository rows,
      UserRoleRepository userRoles,
      CachedCallers callers) {
    this.accounts = accounts;
    this.rows = rows;
    this.userRoles = userRoles;
    this.callers = callers;
  }

  /** Makes the user of an external identity, whatever the profile's sign-up rule says. */
  public UUID signUp(Caller.Unlinked newcomer) {
    accounts.arrive(TokenClaims.arrival(newcomer));
    return rows.find(newcomer.profileId(), newcomer.subject()).orElseThrow().userId();
  }

  /** True when one of the user's identities says that this address is verified. */
  public boolean verified(UUID userId, String email) {
    return userRoles.hasVerifiedEmail(userId, email);
  }

  /** Grants in the transaction in progress. */
  public void grant(UUID userId, List<UUID> roleIds) {
    roleIds.forEach(roleId -> userRoles.grant(userId, roleId));
  }

  /** To be called when the transaction that granted is over. */
  public void changed(UUID userId) {
    callers.forget(userId);
  }
}
