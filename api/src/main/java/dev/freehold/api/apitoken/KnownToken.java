package dev.freehold.api.apitoken;

import dev.freehold.api.access.Caller;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What the way of a request needs to know of a token. */
@Introspected
record KnownToken(
    UUID id,
    String name,
    String hash,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    List<String> roles) {
  Caller.ApiToken caller() {
    return new Caller.ApiToken(id, name, Set.copyOf(roles));
  }

  @Override
  public String toString() {
    return "KnownToken[" + id + ']';
  }
}
