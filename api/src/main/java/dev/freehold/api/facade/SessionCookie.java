package dev.freehold.api.facade;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/**
 * Remembers in the browser which session a sign-in began. By it a log-out ends that session without
 * asking the person, which Keycloak does of anyone who cannot show the session's ID token.
 */
@Singleton
final class SessionCookie {
  private static final String KIND = "session";
  private static final Duration AGE = Duration.ofHours(12);

  private final SealedCookies cookies;

  SessionCookie(SealedCookies cookies) {
    this.cookies = cookies;
  }

  void keep(
      HttpRequest<?> request, MutableHttpResponse<?> response, UUID profileId, String idToken) {
    cookies.keep(request, response, KIND, profileId.toString(), idToken, AGE);
  }

  /** Null when this browser did not sign in here. */
  @Nullable
  String idToken(HttpRequest<?> request, UUID profileId) {
    return cookies.find(request, KIND, profileId.toString(), String.class).orElse(null);
  }

  void forget(MutableHttpResponse<?> response, UUID profileId) {
    cookies.forget(response, KIND, profileId.toString());
  }
}
