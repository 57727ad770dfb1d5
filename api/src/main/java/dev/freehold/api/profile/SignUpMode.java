package dev.freehold.api.profile;

import java.util.Locale;

/** Who may make an account himself on the hosted page. */
public enum SignUpMode {
  OPEN,
  /** Those with an e-mail address of one of the profile's domains. */
  DOMAINS,
  /** Nobody: accounts are made by administrators. */
  OFF;

  /** The value of the realm attribute {@code freehold.signup.mode}. */
  String attribute() {
    return name().toLowerCase(Locale.ROOT);
  }
}
