package dev.freehold.keycloak.outbox;

import java.util.ArrayList;
import java.util.List;

/**
 * What the last event of a user said. Comparing it with the user at commit tells which events are
 * due, whatever path the change took, and keeps silent where nothing visible changed.
 *
 * @param passwordAt when the password was set, in milliseconds since 1970; 0 when there is none,
 *     null when it is not known (another store's password, or last told by an older version)
 */
record KnownState(String profileHash, boolean emailVerified, boolean enabled, Long passwordAt) {

  static KnownState of(UserState user) {
    return new KnownState(
        user.profileHash(), user.emailVerified(), user.enabled(), user.passwordAt());
  }

  /**
   * The events that lead from one state to the next, in the order they are sent.
   *
   * @param before null when no event of this user was ever written
   */
  static List<UserEventType> changes(KnownState before, KnownState after) {
    if (before == null) {
      return List.of(UserEventType.CREATED);
    }
    List<UserEventType> types = new ArrayList<>();
    boolean unverified = before.emailVerified && !after.emailVerified;
    if (unverified || !before.profileHash.equals(after.profileHash)) {
      types.add(UserEventType.UPDATED);
    }
    if (!before.emailVerified && after.emailVerified) {
      types.add(UserEventType.EMAIL_VERIFIED);
    }
    if (before.enabled != after.enabled) {
      types.add(after.enabled ? UserEventType.ENABLED : UserEventType.DISABLED);
    }
    if (before.passwordAt != null
        && after.passwordAt != null
        && !before.passwordAt.equals(after.passwordAt)) {
      types.add(UserEventType.PASSWORD_CHANGED);
    }
    return types;
  }
}
