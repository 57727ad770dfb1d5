package dev.freehold.api.user;

import dev.freehold.api.audit.Actor;
import dev.freehold.api.audit.AuditLog;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Records what the issuers' events told, in the transaction that applies them. */
@Singleton
class EventAudit {
  private final AuditLog log;

  EventAudit(AuditLog log) {
    this.log = log;
  }

  /**
   * Records an event that changed something.
   *
   * @param userId whom it is about; null when nobody here knew the account
   */
  void record(String webhookId, AccountEvent event, Applied applied, @Nullable UUID userId) {
    AccountEvent.Data data = event.data();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("event", webhookId);
    details.put("profile", data.profileId());
    details.put("subject", data.subject());
    details.put("sequence", data.sequence());
    details.put("outcome", applied.name());
    log.record(actor(data, userId), action(event), target(data, userId), details);
  }

  private static Actor actor(AccountEvent.Data data, @Nullable UUID userId) {
    if (data.subject() == null || "admin".equals(data.actor())) {
      return Actor.issuerAdministrator(data.profileId());
    }
    return userId == null ? Actor.account(data.profileId(), data.subject()) : Actor.user(userId);
  }

  private static String target(AccountEvent.Data data, @Nullable UUID userId) {
    if (data.subject() == null) {
      return "profile " + data.profileId();
    }
    return userId == null
        ? Actor.account(data.profileId(), data.subject()).name()
        : "user " + userId;
  }

  /** {@code user.logged_in} becomes {@code account.logged_in}: it was done at the issuer. */
  private static String action(AccountEvent event) {
    String type = event.type();
    String what = type.substring(type.indexOf('.') + 1);
    String kind = event.ofRealm() ? "realm." : "account.";
    return kind + (what.matches("[a-z][a-z_]{0,60}") ? what : "changed");
  }
}
