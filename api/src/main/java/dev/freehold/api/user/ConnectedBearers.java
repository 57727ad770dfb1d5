package dev.freehold.api.user;

import dev.freehold.api.access.Caller;
import dev.freehold.api.apitoken.ApiTokens;
import dev.freehold.api.operation.CallerConnections;
import dev.freehold.api.operation.ConnectedCaller;
import dev.freehold.api.platform.Change;
import dev.freehold.api.platform.ChangeFeed;
import dev.freehold.api.platform.ChangeSubscriber;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.token.TokenOutcome;
import dev.freehold.api.token.TokenVerification;
import io.micronaut.core.annotation.Nullable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bearers of connections that stay. One that expires or is revoked ends its connection; a node
 * that has heard of no changes for five seconds ends all of them, since it can vouch for nobody.
 */
@Singleton
class ConnectedBearers implements CallerConnections, ChangeSubscriber {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectedBearers.class);
  private static final long BOUND = Duration.ofSeconds(5).toNanos();

  /** Connections that are looked at together: each may need the database. */
  private static final int AT_ONCE = 4;

  private final TokenVerification verification;
  private final CallerResolver resolver;
  private final ApiTokens apiTokens;
  private final ChangeFeed feed;
  private final Clock clock;
  private final Set<ConnectedBearer> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService checks =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofPlatform().name("connected bearers ", 0).daemon().factory());
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("connected bearers").daemon().factory());
  private volatile long heardAt = System.nanoTime();

  /** The caches that are asked here subscribed to the feed before, so they know first. */
  ConnectedBearers(
      TokenVerification verification,
      CallerResolver resolver,
      ApiTokens apiTokens,
      ChangeFeed feed,
      Clock clock) {
    this.verification = verification;
    this.resolver = resolver;
    this.apiTokens = apiTokens;
    this.feed = feed;
    this.clock = clock;
    feed.subscribe(this);
    var _ = watch.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public ConnectedCaller connect(
      @Nullable String authorization, Consumer<FreeholdException> ended) {
    String bearer = bearer(authorization);
    ConnectedBearer connected =
        new ConnectedBearer(
            this,
            bearer,
            bearer == null
                ? new ConnectedBearer.Known(new Caller.Guest(), null, null)
                : find(bearer),
            ended);
    open.add(connected);
    // What was told before it was one of them.
    connected.doubt();
    return connected;
  }

  private static @Nullable String bearer(@Nullable String authorization) {
    if (authorization == null || authorization.isBlank()) {
      return null;
    }
    String text = authorization.strip();
    return text.regionMatches(true, 0, "Bearer ", 0, 7) ? text.substring(7).strip() : text;
  }

  ConnectedBearer.Known find(String bearer) {
    return switch (verification.bearer(bearer)) {
      case TokenOutcome.Verified(var token) ->
          new ConnectedBearer.Known(resolver.resolve(token), token, token.expiresAt());
      case TokenOutcome.ApiToken token ->
          new ConnectedBearer.Known(
              apiTokens.caller(token.text()), null, apiTokens.expiresAt(token.text()));
      case TokenOutcome.Rejected(var refusal) -> throw refusal;
      case TokenOutcome.Absent _ ->
          throw new IllegalStateException("There is a bearer where it is absent");
    };
  }

  boolean hearing() {
    return feed.hearing();
  }

  void remove(ConnectedBearer bearer) {
    open.remove(bearer);
  }

  @Override
  public void changed(Change change) {
    check(open.stream().filter(one -> one.concernedBy(change)).toList());
  }

  @Override
  public void missed() {
    List<ConnectedBearer> all = List.copyOf(open);
    all.forEach(ConnectedBearer::doubt);
    check(all);
  }

  private void look() {
    try {
      long now = System.nanoTime();
      if (feed.hearing()) {
        heardAt = now;
        Instant time = clock.instant();
        check(open.stream().filter(one -> one.expired(time)).toList());
      } else if (now - heardAt > BOUND) {
        FreeholdException reason = FreeholdException.databaseUnavailable(null);
        List.copyOf(open).forEach(one -> one.end(reason));
      }
    } catch (RuntimeException e) {
      LOG.error("Connections could not be looked at", e);
    }
  }

  private void check(List<ConnectedBearer> some) {
    some.forEach(one -> checks.execute(one::check));
  }

  @PreDestroy
  void stop() {
    watch.shutdownNow();
    checks.shutdownNow();
  }
}
