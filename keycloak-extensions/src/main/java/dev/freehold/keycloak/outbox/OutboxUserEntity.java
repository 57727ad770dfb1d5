package dev.freehold.keycloak.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The head of one user's events, or of a realm's own: the last sequence given and what the last
 * event said. Locking it makes the order of the sequence the order of the commits. It outlives the
 * user, so that a user imported again under the same id goes on counting.
 */
@Entity
@Table(name = "FREEHOLD_OUTBOX_USER")
public class OutboxUserEntity {
  @Id
  @Column(name = "SUBJECT", length = 255)
  String subject;

  @Column(name = "REALM_ID", length = 36, nullable = false)
  String realmId;

  @Column(name = "SEQ", nullable = false)
  long sequence;

  /** Null before the first event and after the deletion; of a realm, its limit for tokens. */
  @Column(name = "PROFILE_HASH", length = 64)
  String profileHash;

  @Column(name = "EMAIL_VERIFIED", nullable = false)
  boolean emailVerified;

  @Column(name = "ENABLED", nullable = false)
  boolean enabled;

  /** Null when not known; 0 when the user has no password. */
  @Column(name = "PASSWORD_AT")
  Long passwordAt;

  KnownState known() {
    return profileHash == null
        ? null
        : new KnownState(profileHash, emailVerified, enabled, passwordAt);
  }

  void remember(KnownState state) {
    profileHash = state == null ? null : state.profileHash();
    emailVerified = state != null && state.emailVerified();
    enabled = state != null && state.enabled();
    passwordAt = state == null ? null : state.passwordAt();
  }

  /** For the head of a realm's own events: tells whether a limit is beyond the last one told. */
  boolean raise(long limit) {
    long told = profileHash == null ? 0 : Long.parseLong(profileHash);
    if (limit <= told) {
      return false;
    }
    profileHash = Long.toString(limit);
    return true;
  }

  long next() {
    return ++sequence;
  }
}
