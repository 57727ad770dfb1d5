package dev.freehold.api.user;

import dev.freehold.api.access.Caller;
import dev.freehold.api.token.VerifiedToken;

/**
 * Finds the user a verified token speaks for, by (issuer, subject). Blocks for one SQL statement at
 * most when the user exists; keeps what it found for a short time, until a change is notified.
 */
public interface CallerResolver {
  /**
   * Finds the user a token speaks for.
   *
   * @return a {@link Caller.User}, or {@link Caller.Unlinked} for a token of an external profile
   *     whose identity belongs to nobody yet
   * @throws dev.freehold.api.platform.FreeholdException with NOT_AUTHORIZED when the user or the
   *     identity is disabled; with INVALID_TOKEN when the identity was deleted at its issuer, the
   *     token's session has ended or the token was revoked; with EXTERNAL_SERVICE when none of that
   *     can be known
   */
  Caller resolve(VerifiedToken token);
}
