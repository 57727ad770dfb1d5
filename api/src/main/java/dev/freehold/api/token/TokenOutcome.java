package dev.freehold.api.token;

import dev.freehold.api.platform.FreeholdException;
import io.micronaut.http.HttpRequest;

/** What became of a request's bearer. */
public sealed interface TokenOutcome {
  /** The request carries no bearer: the caller is a guest. */
  record Absent() implements TokenOutcome {}

  /** The bearer is an ID token of a trusted issuer. */
  record Verified(VerifiedToken token) implements TokenOutcome {}

  /** The bearer looks like an API token; nobody has judged it yet. */
  record ApiToken(String text) implements TokenOutcome {
    /** No JWT begins like this: its first character is that of base64url-encoded JSON. */
    static final String PREFIX = "fht_";

    @Override
    public String toString() {
      return "ApiToken[]";
    }
  }

  /** The bearer is not accepted; the exception's text and details are safe to show. */
  record Rejected(FreeholdException refusal) implements TokenOutcome {}

  /**
   * The outcome for a request that passed the security filter. An {@code Authorization} header that
   * is not a bearer is rejected rather than taken for a guest's request.
   */
  static TokenOutcome of(HttpRequest<?> request) {
    return BearerTokenValidator.outcome(request);
  }
}
