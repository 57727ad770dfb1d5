package dev.freehold.keycloak.outbox;

import java.util.Locale;

/** Who caused a change: the user, or an administrator (or Keycloak itself). */
enum Actor {
  USER,
  ADMIN;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
