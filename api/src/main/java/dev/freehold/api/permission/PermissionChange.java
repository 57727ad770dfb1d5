package dev.freehold.api.permission;

import io.micronaut.core.annotation.Nullable;

/**
 * What an import changes for whoever has a role, in words.
 *
 * @param role null when it is about a profile's claims
 * @param table null when it is about the role itself
 */
record PermissionChange(
    @Nullable String role,
    @Nullable String table,
    @Nullable String action,
    Effect effect,
    String text) {
  enum Effect {
    GAINS,
    LOSES,
    CHANGES
  }
}
