package dev.freehold.api.profile;

import io.micronaut.core.annotation.Nullable;

/**
 * Where a token says what we want to know of its user. A source that is null stands for the
 * standard claim (OpenID Connect Core 1.0, section 5.1).
 */
public record ClaimMapping(
    @Nullable ClaimSource email,
    @Nullable ClaimSource emailVerified,
    @Nullable ClaimSource firstName,
    @Nullable ClaimSource lastName) {
  static final ClaimMapping STANDARD = new ClaimMapping(null, null, null, null);
}
