package dev.freehold.keycloak.outbox;

import java.util.List;

/**
 * What an event says of tokens made before it. The times in tokens have whole seconds, so those
 * made in the very second of the event are told apart by their sessions.
 *
 * @param sessionId the session the event happened in, or the one that ended; null when none did
 * @param notBefore tokens issued before this second since 1970 count no longer; null: no such limit
 * @param sessions the user's sessions there were; null when they were not looked at or are too many
 */
record Revocation(String sessionId, Long notBefore, Sessions sessions) {
  static final Revocation NONE = new Revocation(null, null, null);

  /** More are not listed; the whole second counts as before the event then. */
  private static final int MOST = 500;

  /** The ids of the sessions that are over, and of the others that go on. */
  record Sessions(List<String> ended, List<String> kept) {}

  /** A session that began or ended. */
  static Revocation session(String sessionId) {
    return new Revocation(sessionId, null, null);
  }

  /** Everything up to now, save what the kept sessions make later. */
  static Revocation upTo(long second, String sessionId, List<String> ended, List<String> kept) {
    return ended.size() + kept.size() > MOST
        ? new Revocation(sessionId, second + 1, null)
        : new Revocation(sessionId, second, new Sessions(List.copyOf(ended), List.copyOf(kept)));
  }

  /** Everything before that second, whoever's it is. */
  static Revocation before(long second) {
    return new Revocation(null, second, null);
  }
}
