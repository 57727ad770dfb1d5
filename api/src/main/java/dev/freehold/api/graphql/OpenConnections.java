package dev.freehold.api.graphql;

import dev.freehold.api.access.Caller;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections that stay: how many whose are, and who looks after them while nothing comes. */
@Singleton
final class OpenConnections {
  private static final Logger LOG = LoggerFactory.getLogger(OpenConnections.class);

  private final SubscriptionLimits limits;
  private final Map<Object, Integer> counts = new ConcurrentHashMap<>();
  private final Set<Tended> tended = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("connections").daemon().factory());

  /** A connection that wants to be looked after. */
  interface Tended {
    /** Called about every second; must not block. */
    void tend(long nanoTime);
  }

  private record Address(String address) {}

  OpenConnections(SubscriptionLimits limits, MeterRegistry meters) {
    this.limits = limits;
    meters.gauge("freehold.graphql.connections", tended, Set::size);
    var _ = watch.scheduleWithFixedDelay(this::tend, 1, 1, TimeUnit.SECONDS);
  }

  /** Counts it; false when there are too many from there. */
  boolean enter(String address) {
    return count(new Address(address), limits.connectionsPerAddress());
  }

  void leave(String address) {
    discount(new Address(address));
  }

  /**
   * Counts it for its caller; guests are counted by address alone.
   *
   * @throws FreeholdException LIMIT_EXCEEDED
   */
  void enter(Caller caller) {
    Object key = key(caller);
    if (key != null && !count(key, limits.connectionsPerCaller())) {
      throw new FreeholdException(
          ErrorCode.LIMIT_EXCEEDED,
          ErrorCode.LIMIT_EXCEEDED.message(),
          Map.of(
              "connections",
              "are too many at once",
              "reason",
              "too_many_connections",
              "maximum",
              limits.connectionsPerCaller(),
              "setting",
              "freehold.subscriptions.connections-per-caller"));
    }
  }

  void leave(Caller caller) {
    Object key = key(caller);
    if (key != null) {
      discount(key);
    }
  }

  void tend(Tended connection) {
    tended.add(connection);
  }

  void forget(Tended connection) {
    tended.remove(connection);
  }

  private static Object key(Caller caller) {
    return switch (caller) {
      case Caller.User user -> user.id();
      case Caller.ApiToken token -> token.id();
      case Caller.Unlinked _, Caller.Guest _ -> null;
    };
  }

  private boolean count(Object key, int most) {
    int now = counts.merge(key, 1, Integer::sum);
    if (now > most) {
      discount(key);
    }
    return now <= most;
  }

  private void discount(Object key) {
    counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
  }

  private void tend() {
    long now = System.nanoTime();
    for (Tended one : tended) {
      try {
        one.tend(now);
      } catch (RuntimeException e) {
        LOG.debug("A connection broke while it was looked after", e);
      }
    }
  }

  @PreDestroy
  void stop() {
    watch.shutdownNow();
  }
}
