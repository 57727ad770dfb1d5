package dev.freehold.api.user;

import io.micronaut.context.annotation.Property;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/**
 * Makes tokens count no longer before they expire. Triggers tell every node, in the transaction of
 * the change itself.
 *
 * <p>{@code iat} has whole seconds only (RFC 7519, section 2), so a second alone cannot tell a
 * token made just before a change from one made just after it. Whoever knows the sessions decides
 * by them: those there were at the change are listed, and a log-in right after it has one that is
 * not.
 */
@Singleton
class Revocations {
  private final RevocationRepository rows;
  private final Clock clock;
  private final int days;

  Revocations(
      RevocationRepository rows,
      Clock clock,
      @Property(name = "freehold.revocation.retention-days", defaultValue = "30") int days) {
    this.rows = rows;
    this.clock = clock;
    this.days = days;
  }

  /** Applies what an event says of tokens; however late it comes, and as often as it comes. */
  void apply(AccountEvent event) {
    AccountEvent.Data data = event.data();
    if (event.ofRealm()) {
      if (data.notBefore() != null) {
        rows.revoke(data.profileId(), "", data.notBefore());
      }
      return;
    }
    if (event.logOut() && data.sessionId() != null) {
      rows.end(data.profileId(), data.sessionId(), data.subject(), null);
    }
    if (data.sessions() != null) {
      data.sessions().ended().forEach(id -> rows.end(data.profileId(), id, data.subject(), null));
    }
    if (data.notBefore() != null) {
      rows.revoke(data.profileId(), data.subject(), data.notBefore());
      if (data.sessions() != null) {
        // A session that lives on keeps its later tokens; one of this very second may be older.
        data.sessions()
            .kept()
            .forEach(id -> rows.end(data.profileId(), id, data.subject(), data.notBefore() + 1));
      }
    }
  }

  /**
   * Refuses every token of a user made up to now, and has Keycloak end the sessions behind them.
   * Joins the transaction in progress.
   */
  void everywhere(UUID userId) {
    // The sessions are not known here: of this second, all tokens are refused.
    rows.revokeUser(userId, clock.instant().getEpochSecond() + 1);
    rows.requestEndings(userId);
  }

  @Scheduled(initialDelay = "7m", fixedDelay = "1h")
  void clean() {
    while (rows.forgetOlderThanDays(days) > 0) {
      // In portions, so that no transaction gets long.
    }
  }
}
