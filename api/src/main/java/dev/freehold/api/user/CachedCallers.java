package dev.freehold.api.user;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.freehold.api.access.Caller;
import dev.freehold.api.platform.Change;
import dev.freehold.api.platform.ChangeFeed;
import dev.freehold.api.platform.ChangeSubscriber;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.token.VerifiedToken;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Remembers callers for a short time. A change forgets them on every node by notification; while no
 * notifications are heard nothing is remembered at all.
 */
@Singleton
class CachedCallers implements CallerResolver, ChangeSubscriber {
  private static final int MOST = 20_000;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final CallerRepository callers;
  private final Accounts accounts;
  private final ChangeFeed feed;
  private final AtomicLong news = new AtomicLong();
  private final Cache<Key, Caller.User> known =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();

  CachedCallers(CallerRepository callers, Accounts accounts, ChangeFeed feed) {
    this.callers = callers;
    this.accounts = accounts;
    this.feed = feed;
    feed.subscribe(this);
  }

  @Override
  public Caller resolve(VerifiedToken token) {
    Key key = new Key(token.profileId(), token.subject());
    boolean hearing = feed.hearing();
    Caller.User remembered = hearing ? known.getIfPresent(key) : null;
    if (remembered != null) {
      return remembered;
    }
    long before = news.get();
    Caller caller = find(token);
    if (hearing && caller instanceof Caller.User user) {
      known.put(key, user);
      // What was read may be older than a change told meanwhile.
      if (news.get() != before) {
        known.invalidate(key);
      }
    }
    return caller;
  }

  /** For changes made on this node, which must hold before the notification comes round. */
  void forget(UUID userId) {
    news.incrementAndGet();
    known.asMap().values().removeIf(user -> user.id().equals(userId));
  }

  @Override
  public void changed(Change change) {
    switch (change.kind()) {
      case "user" -> forget(UUID.fromString(change.key()));
      case "identity" -> {
        news.incrementAndGet();
        int space = change.key().indexOf(' ');
        known.invalidate(
            new Key(
                UUID.fromString(change.key().substring(0, space)),
                change.key().substring(space + 1)));
      }
      case "roles" -> missed();
      default -> {}
    }
  }

  @Override
  public void missed() {
    news.incrementAndGet();
    known.invalidateAll();
  }

  private Caller find(VerifiedToken token) {
    Optional<CallerRow> row = callers.find(token.profileId(), token.subject());
    if (row.isEmpty()) {
      if (!token.builtIn()) {
        return new Caller.Unlinked(
            token.profileId(), token.issuer(), token.subject(), token.claims());
      }
      // The token was faster than the event of the sign-up.
      accounts.arrive(TokenClaims.arrival(token));
      row = callers.find(token.profileId(), token.subject());
    }
    return caller(token, row.orElseThrow());
  }

  private static Caller caller(VerifiedToken token, CallerRow row) {
    if (row.userId() == null) {
      throw FreeholdException.of(ErrorCode.INVALID_TOKEN, "token", "its account was deleted");
    }
    if (!row.enabled() || !UserStatus.ACTIVE.name().equals(row.status())) {
      throw new FreeholdException(
          ErrorCode.NOT_AUTHORIZED,
          ErrorCode.NOT_AUTHORIZED.message(),
          Map.of("permissions", ErrorCode.NOT_AUTHORIZED.message(), "user", "is disabled"));
    }
    return new Caller.User(
        row.userId(),
        token.profileId(),
        token.issuer(),
        token.subject(),
        row.email(),
        Set.copyOf(row.roles()));
  }

  private record Key(UUID profileId, String subject) {}
}
