package dev.freehold.api.throttle;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Map;

/**
 * Limits that all nodes share, counted in PostgreSQL by its clock. Nobody can spend a key's limit
 * twice by asking two nodes at once. Counts survive a restart, not a crash of the database.
 *
 * <p>A transaction in progress does not take a count back when it is rolled back: each is a
 * statement on a connection of its own, which commits by itself.
 */
@Singleton
public class RateLimits {
  private static final double SHORTEST_WAIT = 0.001;

  private final RateLimitRepository counts;
  private final ConnectionOperations<Connection> connections;

  RateLimits(RateLimitRepository counts, ConnectionOperations<Connection> connections) {
    this.counts = counts;
    this.connections = connections;
  }

  /**
   * Counts one use, or refuses it without counting.
   *
   * @throws FreeholdException THROTTLED with {@code reason} {@code too_many_requests} and {@code
   *     retryAfterSeconds}, at least 1
   */
  public void require(Use use) {
    refuseAfter(
        connections.execute(
            ConnectionDefinition.REQUIRES_NEW,
            _ -> counts.use(use.hash(), use.interval(), use.tolerance()) == 1 ? 0 : wait(use)));
  }

  /**
   * Counts one use of each in one statement, or refuses both; when it is the second that is used
   * up, the first is counted.
   *
   * @throws FreeholdException as {@link #require(Use)}
   */
  public void require(Use first, Use second) {
    refuseAfter(
        connections.execute(
            ConnectionDefinition.REQUIRES_NEW,
            _ -> {
              long used =
                  counts.useBoth(
                      first.hash(),
                      first.interval(),
                      first.tolerance(),
                      second.hash(),
                      second.interval(),
                      second.tolerance());
              return used == 2 ? 0 : wait(used == 1 ? second : first);
            }));
  }

  private double wait(Use use) {
    return Math.max(SHORTEST_WAIT, counts.wait(use.hash(), use.tolerance()).orElse(0d));
  }

  private static void refuseAfter(double seconds) {
    if (seconds > 0) {
      throw new FreeholdException(
          ErrorCode.THROTTLED,
          ErrorCode.THROTTLED.message(),
          Map.of(
              "reason", "too_many_requests",
              "retryAfterSeconds", (int) Math.ceil(seconds),
              "remedy", "Try again later"));
    }
  }
}
