package dev.freehold.keycloak.outbox;

import org.keycloak.models.RealmModel;

/** What one transaction did to all sessions of a realm. */
final class RealmChange {
  final String realmId;
  final String realmName;
  final String profileId;

  /** Tokens issued before that second count no longer, as the realm itself says; 0: no limit. */
  final long notBefore;

  private boolean loggedOut;

  RealmChange(RealmModel realm, String profileId) {
    this.realmId = realm.getId();
    this.realmName = realm.getName();
    this.profileId = profileId;
    this.notBefore = realm.getNotBefore();
  }

  /** Every session has ended. */
  void loggedOut() {
    loggedOut = true;
  }

  /**
   * From which second on tokens count. Nobody lists the sessions of a whole realm: of the second of
   * a log-out, all tokens are taken for older.
   */
  long limit(long second) {
    return loggedOut ? Math.max(notBefore, second + 1) : notBefore;
  }

  /** Stands for a subject where the realm's own events are counted. */
  String head() {
    return "realm " + realmId;
  }
}
