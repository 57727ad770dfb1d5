package dev.freehold.api.user;

import com.github.benmanes.caffeine.cache.Cache;
import dev.freehold.api.access.Caller;
import dev.freehold.api.platform.Caches;
import dev.freehold.api.platform.Change;
import dev.freehold.api.platform.ChangeFeed;
import dev.freehold.api.platform.ChangeSubscriber;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.token.VerifiedToken;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Remembers callers for a short time. A change forgets them on every node by notification; while no
 * notifications are heard nothing is remembered at all, and while the database cannot be asked
 * either, nobody comes in.
 */
@Singleton
class CachedCallers implements CallerResolver, ChangeSubscriber {
  private static final int MOST = 20_000;
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CallerRepository callers;
  private final Accounts accounts;
  private final ExternalAccounts externals;
  private final ChangeFeed feed;
  private final AtomicLong news = new AtomicLong();
  private final Cache<Standing.Key, Standing> known =
      Caches.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();

  CachedCallers(
      CallerRepository callers, Accounts accounts, ExternalAccounts externals, ChangeFeed feed) {
    this.callers = callers;
    this.accounts = accounts;
    this.externals = externals;
    this.feed = feed;
    feed.subscribe(this);
  }

  @Override
  public Caller resolve(VerifiedToken token) {
    Standing.Key key = Standing.Key.of(token);
    boolean hearing = feed.hearing();
    Standing remembered = hearing ? known.getIfPresent(key) : null;
    if (remembered != null && !remembered.outdatedBy(token)) {
      return remembered.caller(token);
    }
    if (feed.cutOff()) {
      throw CallerRefusal.DATABASE_UNAVAILABLE.exception();
    }
    long before = news.get();
    Optional<CallerRow> row = find(key, token);
    if (row.isEmpty()) {
      return new Caller.Unlinked(
          token.profileId(), token.issuer(), token.subject(), token.claims());
    }
    Standing found = Standing.of(token, row.get());
    if (hearing) {
      known.put(key, found);
      // What was read may be older than a change told meanwhile.
      if (news.get() != before) {
        known.invalidate(key);
      }
    }
    return found.caller(token);
  }

  /** For changes made on this node, which must hold before the notification comes round. */
  void forget(UUID userId) {
    news.incrementAndGet();
    known.asMap().values().removeIf(standing -> standing.user().id().equals(userId));
  }

  @Override
  public void changed(Change change) {
    switch (change.kind()) {
      case "user" -> forget(UUID.fromString(change.key()));
      case "identity", "session", "issued" -> forget(Standing.Key.in(change));
      case "roles" -> missed();
      default -> {}
    }
  }

  @Override
  public void missed() {
    news.incrementAndGet();
    known.invalidateAll();
  }

  private void forget(Predicate<Standing.Key> which) {
    news.incrementAndGet();
    known.asMap().keySet().removeIf(which);
  }

  /** Waits a short time only: a database that has gone silent would hold every request. */
  private Optional<CallerRow> find(Standing.Key key, VerifiedToken token) {
    FutureTask<Optional<CallerRow>> search = new FutureTask<>(() -> search(key, token));
    Thread.ofVirtual().name("caller").start(search);
    try {
      return search.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw e.getCause() instanceof FreeholdException refusal
          ? refusal
          : CallerRefusal.DATABASE_UNAVAILABLE.exception(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CallerRefusal.DATABASE_UNAVAILABLE.exception(e);
    } finally {
      search.cancel(true);
    }
  }

  private Optional<CallerRow> search(Standing.Key key, VerifiedToken token) {
    Optional<CallerRow> row = row(key);
    if (!token.builtIn()) {
      return externals.follow(token, row) ? row(key) : row;
    }
    if (row.isEmpty()) {
      // The token was faster than the event of the sign-up.
      accounts.arrive(TokenClaims.arrival(token));
      row = row(key);
    }
    return row;
  }

  private Optional<CallerRow> row(Standing.Key key) {
    return callers.find(key.profileId(), key.subject(), key.session());
  }
}
