package dev.freehold.api.user;

import dev.freehold.api.audit.Actor;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.profile.RoleMapping;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a user's roles follow a token's claim, as far as the profile's mapping names them: those it
 * does not name are left alone. The last administrator stays one.
 */
@Singleton
class ClaimedRoles {
  private static final Logger LOG = LoggerFactory.getLogger(ClaimedRoles.class);

  private final ClaimedRoleRepository rows;
  private final UserRoleRepository userRoles;
  private final AccountRepository accounts;
  private final AuditLog audit;

  ClaimedRoles(
      ClaimedRoleRepository rows,
      UserRoleRepository userRoles,
      AccountRepository accounts,
      AuditLog audit) {
    this.rows = rows;
    this.userRoles = userRoles;
    this.accounts = accounts;
    this.audit = audit;
  }

  /** Joins the transaction in progress. */
  void apply(UUID userId, UUID profileId, RoleMapping mapping, Map<String, Object> claims) {
    Set<UUID> given = mapping.given(claims);
    Set<UUID> lost = new HashSet<>(mapping.managed());
    lost.removeAll(given);
    keepLastAdministrator(userId, lost);
    List<String> granted = rows.grant(userId, texts(given));
    List<String> revoked = rows.revoke(userId, texts(lost));
    if (!granted.isEmpty() || !revoked.isEmpty()) {
      audit.record(
          Actor.SYSTEM,
          "user.roles.claim",
          "user " + userId,
          Map.of("profileId", profileId, "granted", granted, "revoked", revoked));
    }
  }

  private void keepLastAdministrator(UUID userId, Set<UUID> lost) {
    List<UUID> administrator = rows.administratorAmong(texts(lost));
    if (administrator.isEmpty()) {
      return;
    }
    accounts.lock("freehold administrators");
    if (userRoles.isAdministrator(userId) && userRoles.otherAdministrators(userId) == 0) {
      LOG.warn("User {} is the last administrator and stays one, whatever his token says", userId);
      administrator.forEach(lost::remove);
    }
  }

  private static String[] texts(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).toArray(String[]::new);
  }
}
