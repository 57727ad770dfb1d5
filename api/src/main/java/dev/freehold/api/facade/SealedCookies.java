package dev.freehold.api.facade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.api.platform.Installation;
import dev.freehold.api.secret.SecretBox;
import dev.freehold.api.secret.UnreadableSecret;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a sign-in leaves in the browser: sealed, unreadable to scripts, sent along only when the
 * person navigates here. Several sign-ins may be under way in several tabs.
 */
@Singleton
final class SealedCookies {
  private static final int MOST_PENDING = 5;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SecretBox box;
  private final boolean https;

  SealedCookies(SecretBox box, Installation installation) {
    this.box = box;
    this.https = "https".equals(installation.publicUrl().getScheme());
  }

  /**
   * Keeps the value under the name; of the kind's older values only a few stay.
   *
   * @param kind begins the names of what is alike, for instance {@code sign-in}
   * @param key tells it from the others of its kind; only its beginning is seen in the name
   */
  void keep(
      HttpRequest<?> request,
      MutableHttpResponse<?> response,
      String kind,
      String key,
      Object value,
      Duration age) {
    List<String> pending =
        request.getCookies().getAll().stream()
            .map(Cookie::getName)
            .filter(name -> name.startsWith(name(kind, "")))
            .toList();
    if (pending.size() >= MOST_PENDING) {
      pending.forEach(name -> response.cookie(cookie(name, "", Duration.ZERO)));
    }
    try {
      String sealed = box.seal(JSON.writeValueAsString(value), context(kind, key));
      response.cookie(cookie(name(kind, key), sealed, age));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A cookie could not be written", e);
    }
  }

  /** What was kept in this browser under that kind and whole key. */
  <T> Optional<T> find(HttpRequest<?> request, String kind, String key, Class<T> type) {
    return request
        .getCookies()
        .findCookie(name(kind, key))
        .flatMap(cookie -> opened(cookie.getValue(), context(kind, key), type));
  }

  void forget(MutableHttpResponse<?> response, String kind, String key) {
    response.cookie(cookie(name(kind, key), "", Duration.ZERO));
  }

  private <T> Optional<T> opened(String sealed, String context, Class<T> type) {
    try {
      return Optional.of(JSON.readValue(box.open(sealed, context), type));
    } catch (UnreadableSecret | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private Cookie cookie(String name, String value, Duration age) {
    return Cookie.of(name, value)
        .path("/")
        .httpOnly(true)
        .secure(https)
        .sameSite(SameSite.Lax)
        .maxAge(age.toSeconds());
  }

  /** The prefix binds the cookie to this very host (RFC 6265bis, section 4.1.3.2). */
  private String name(String kind, String key) {
    return (https ? "__Host-" : "")
        + "freehold-"
        + kind
        + '-'
        + key.substring(0, Math.min(12, key.length()));
  }

  private static String context(String kind, String key) {
    return kind + " cookie " + key;
  }
}
