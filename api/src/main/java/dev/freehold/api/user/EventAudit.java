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
    if (event.ofRealm()) {
      log.record(
          Actor.issuerAdministrator(data.profileId()),
          "realm.logged_out",
          "profile " + data.profileId(),
          Map.of("event", webhookId, "sequence", data.sequence()));
      return;
    }
    Actor account = Actor.account(data.profileId(), data.subject());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("event", webhookId);
    details.put("profile", data.profileId());
    details.put("subject", data.subject());
    details.put("sequence", data.sequence());
    details.put("outcome", applied.name());
    log.record(
        actor(data, userId, account),
        action(event),
        userId == null ? account.name() : "user " + userId,
        details);
  }

  private static Actor actor(AccountEvent.Data data, @Nullable UUID userId, Actor account) {
    if ("admin".equals(data.actor())) {
      return Actor.issuerAdministrator(data.profileId());
    }
    return userId == null ? account : Actor.user(userId);
  }

  /** {@code user.logged_in} becomes {@code account.logged_in}: it was done at the issuer. */
  private static String action(AccountEvent event) {
    String what = event.type().substring("user.".length());
    return what.matches("[a-z][a-z_]{0,60}") ? "account." + what : "account.changed";
  }
}
