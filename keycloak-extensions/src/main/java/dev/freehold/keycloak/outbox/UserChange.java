package dev.freehold.keycloak.outbox;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Everything one transaction did to one user, collected while it runs. */
final class UserChange {
  /** A log-in or log-out; the session id is null when all sessions ended. */
  record SessionEvent(UserEventType type, String sessionId) {}

  final String realmId;
  final String realmName;
  final String profileId;
  final String subject;
  private final Set<SessionEvent> sessionEvents = new LinkedHashSet<>();
  private Actor actor;
  private UserState removed;
  private UserModel external;

  UserChange(RealmModel realm, String profileId, String subject) {
    this.realmId = realm.getId();
    this.realmName = realm.getName();
    this.profileId = profileId;
    this.subject = subject;
  }

  /**
   * The first to act counts, save that a user's own deletion is told only after the removal itself.
   */
  void by(Actor who) {
    if (actor == null) {
      actor = who;
    }
  }

  void session(UserEventType type, String sessionId) {
    sessionEvents.add(new SessionEvent(type, sessionId));
  }

  void removed(UserState last) {
    removed = last;
  }

  /** Remembers the model of a user whose data lies in a user store outside Keycloak's database. */
  void external(UserModel user) {
    external = user;
  }

  UserState removed() {
    return removed;
  }

  UserModel external() {
    return external;
  }

  /** Who acted; a removal nobody claimed came from an administrator or from Keycloak itself. */
  Actor actor() {
    return actor == null ? Actor.ADMIN : actor;
  }

  List<SessionEvent> sessionEvents() {
    return new ArrayList<>(sessionEvents);
  }
}
