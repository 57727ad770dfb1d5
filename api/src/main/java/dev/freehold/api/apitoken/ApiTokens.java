package dev.freehold.api.apitoken;

import com.github.benmanes.caffeine.cache.Cache;
import dev.freehold.api.access.Caller;
import dev.freehold.api.platform.Caches;
import dev.freehold.api.platform.Change;
import dev.freehold.api.platform.ChangeFeed;
import dev.freehold.api.platform.ChangeSubscriber;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Resolves API tokens. Remembers those it found for a short time; a change forgets them on every
 * node by notification, and while no notifications are heard nothing is remembered at all.
 */
@Singleton
public class ApiTokens implements ChangeSubscriber {
  private static final int MOST = 10_000;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final ApiTokenRepository tokens;
  private final LastUse lastUse;
  private final ChangeFeed feed;
  private final Clock clock;
  private final AtomicLong news = new AtomicLong();
  private final Cache<UUID, KnownToken> known =
      Caches.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();

  ApiTokens(ApiTokenRepository tokens, LastUse lastUse, ChangeFeed feed, Clock clock) {
    this.tokens = tokens;
    this.lastUse = lastUse;
    this.feed = feed;
    this.clock = clock;
    feed.subscribe(this);
  }

  /**
   * Finds whom a bearer that looks like an API token speaks for. Only whoever has the secret is
   * told that the token was revoked or has expired.
   *
   * @throws FreeholdException INVALID_TOKEN or TOKEN_EXPIRED with a {@code reason} of {@link
   *     ApiTokenRefusal}
   */
  public Caller.ApiToken caller(String bearer) {
    ApiTokenText text =
        ApiTokenText.read(bearer).orElseThrow(ApiTokenRefusal.API_TOKEN_UNKNOWN::exception);
    KnownToken token =
        find(text.id())
            .filter(one -> sameHash(one.hash(), text.hash()))
            .orElseThrow(ApiTokenRefusal.API_TOKEN_UNKNOWN::exception);
    if (token.revokedAt() != null) {
      throw ApiTokenRefusal.API_TOKEN_REVOKED.exception();
    }
    if (token.expiresAt() != null && !clock.instant().isBefore(token.expiresAt())) {
      throw ApiTokenRefusal.API_TOKEN_EXPIRED.exception();
    }
    lastUse.note(token.id());
    return token.caller();
  }

  /** When a token that counts stops to; null when it never does. */
  public @Nullable Instant expiresAt(String bearer) {
    return ApiTokenText.read(bearer)
        .flatMap(text -> find(text.id()))
        .map(KnownToken::expiresAt)
        .orElse(null);
  }

  /** In constant time. */
  private static boolean sameHash(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  private Optional<KnownToken> find(UUID id) {
    boolean hearing = feed.hearing();
    KnownToken remembered = hearing ? known.getIfPresent(id) : null;
    if (remembered != null) {
      return Optional.of(remembered);
    }
    long before = news.get();
    Optional<KnownToken> found = tokens.findKnown(id);
    if (hearing && found.isPresent()) {
      known.put(id, found.get());
      // What was read may be older than a change told meanwhile.
      if (news.get() != before) {
        known.invalidate(id);
      }
    }
    return found;
  }

  @Override
  public void changed(Change change) {
    switch (change.kind()) {
      case "apitoken" -> forget(UUID.fromString(change.key()));
      case "roles" -> missed();
      default -> {}
    }
  }

  /** For changes made on this node, which must hold before the notification comes round. */
  void forget(UUID id) {
    news.incrementAndGet();
    known.invalidate(id);
  }

  @Override
  public void missed() {
    news.incrementAndGet();
    known.invalidateAll();
  }
}
