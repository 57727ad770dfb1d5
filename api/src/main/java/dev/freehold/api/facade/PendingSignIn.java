package dev.freehold.api.facade;

import io.micronaut.core.annotation.Nullable;
import java.util.Set;
import java.util.UUID;

/**
 * A sign-in between the application's request and the hosted page's answer. It waits in a cookie of
 * the browser that began it, sealed: any node can finish it, and no other browser.
 *
 * @param types what the application wants, {@code token}, {@code id_token} or both
 * @param nonce what the ID token must carry
 * @param verifier of PKCE (RFC 7636)
 * @param until seconds since the epoch
 */
record PendingSignIn(
    UUID profileId,
    String redirectUri,
    Set<String> types,
    @Nullable String state,
    String nonce,
    String verifier,
    long until) {
  static PendingSignIn begin(SignInRequest request, long until) {
    return new PendingSignIn(
        request.profile().id(),
        request.redirectUri(),
        request.types(),
        request.state(),
        request.nonce() == null ? RandomText.next() : request.nonce(),
        RandomText.next(),
        until);
  }
}
