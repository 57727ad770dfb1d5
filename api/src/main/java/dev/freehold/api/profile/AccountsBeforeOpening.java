package dev.freehold.api.profile;

import java.util.Optional;

/**
 * Accounts that must exist in a profile's realm before anybody can register himself there. Asked at
 * every provisioning, with sign-up still off when the realm is new; must be idempotent.
 */
public interface AccountsBeforeOpening {
  void make(Profile profile, RealmAccounts accounts);

  /** What such an account may need of the realm. */
  interface RealmAccounts {
    Optional<String> subjectByEmail(String email);

    /**
     * Makes an account whose e-mail counts as verified.
     *
     * @return its subject
     */
    String create(String email, String password);
  }
}
