package dev.freehold.api.access;

import java.util.UUID;

/** Which rows of Users someone may read. */
public sealed interface UserScope {
  record Everyone() implements UserScope {}

  record Only(UUID id) implements UserScope {}
}
