package dev.freehold.keycloak.outbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Everything one transaction did to one user, collected while it runs. */
final class UserChange {
  /** A log-in or log-out; the session id is null when all sessions ended. */
  record SessionEvent(UserEventType type, String sessionId) {
    boolean ends() {
      return type == UserEventType.LOGGED_OUT && sessionId != null;
    }
  }

  final String realmId;
  final String realmName;
  final String profileId;
  final String subject;
  private final Set<SessionEvent> sessionEvents = new LinkedHashSet<>();
  private final Set<String> sessions = new LinkedHashSet<>();
  private String actingSession;
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

  /** Notes sessions the user has, or had until now. */
  void sessions(Collection<String> ids) {
    sessions.addAll(ids);
  }

  /** Notes in which of the user's sessions he acts: the first of these that is one. */
  void acting(List<String> candidates) {
    candidates.stream().filter(sessions::contains).findFirst().ifPresent(id -> actingSession = id);
  }

  /** All sessions are over. */
  Revocation loggedOut(long second) {
    return Revocation.upTo(second, null, new ArrayList<>(sessions), List.of());
  }

  /** Some sessions are over, perhaps, and the others go on; the acting one without a limit. */
  Revocation passwordChanged(long second) {
    Set<String> kept = new LinkedHashSet<>(sessions);
    List<String> ended =
        sessionEvents.stream()
            .filter(SessionEvent::ends)
            .map(SessionEvent::sessionId)
            .distinct()
            .toList();
    ended.forEach(kept::remove);
    kept.remove(actingSession);
    return Revocation.upTo(
        second, ended.contains(actingSession) ? null : actingSession, ended, new ArrayList<>(kept));
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
