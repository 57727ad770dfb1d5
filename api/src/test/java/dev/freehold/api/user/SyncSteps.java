package dev.freehold.api.user;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.ConnectionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/**
 * Named points on an event's way to Users, where a test lets the node die, lose its database, or
 * stand still. Only the test's class path has this; what calls it is laid around the beans by
 * {@link StepListeners}.
 */
@Singleton
@Requires(property = "freehold.test.steps")
class SyncSteps {
  private final Map<String, Injection> armed = new ConcurrentHashMap<>();
  private final Map<String, Injection> standing = new ConcurrentHashMap<>();
  private final Map<String, Integer> fired = new ConcurrentHashMap<>();
  private final ConnectionOperations<Connection> connections;

  SyncSteps(ConnectionOperations<Connection> connections) {
    this.connections = connections;
  }

  enum Mode {
    /** Nothing after this point happens, and nobody answers. */
    DIE,
    /** The database ends the connection; the node notices at its next statement. */
    LOSE_DATABASE,
    /** The node stands still with all it holds until the event is sent again, then goes on. */
    STAND_STILL
  }

  /**
   * What happens at a point.
   *
   * @param reached counted down when it happens
   * @param ended the same, or when the attempt ended without reaching the point
   * @param again counted down when the event is sent again
   */
  record Injection(
      String point, Mode mode, CountDownLatch reached, CountDownLatch ended, CountDownLatch again) {
    Injection(String point, Mode mode) {
      this(point, mode, new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1));
    }
  }

  /** Ends a request as the death of its process would: no handler for exceptions is to see it. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;

    Death(String point) {
      super("died at " + point, null, false, false);
    }
  }

  void arm(String webhookId, Injection injection) {
    armed.put(webhookId, injection);
  }

  void disarm(String webhookId) {
    armed.remove(webhookId);
  }

  /** How often something happened at each point. */
  Map<String, Integer> fired() {
    return fired;
  }

  void reached(String webhookId, String point) {
    if (webhookId != null && point.equals("received")) {
      Injection waiting = standing.remove(webhookId);
      if (waiting != null) {
        waiting.again().countDown();
      }
    }
    Injection injection = webhookId == null ? null : armed.get(webhookId);
    if (injection == null
        || !injection.point().equals(point)
        || !armed.remove(webhookId, injection)) {
      return;
    }
    fired.merge(point + ' ' + injection.mode(), 1, Integer::sum);
    if (injection.mode() == Mode.STAND_STILL) {
      standing.put(webhookId, injection);
    }
    injection.reached().countDown();
    injection.ended().countDown();
    switch (injection.mode()) {
      case DIE -> throw new Death(point);
      case LOSE_DATABASE -> loseDatabase(point);
      case STAND_STILL -> standStill(injection);
    }
  }

  private void loseDatabase(String point) {
    var status = connections.findConnectionStatus();
    if (status.isEmpty()) {
      throw new Death(point);
    }
    try {
      Connection connection = status.get().getConnection();
      int backend = connection.unwrap(PGConnection.class).getBackendPID();
      SyncStepsTest.api.database.texts("select pg_terminate_backend(" + backend + ", 5000)");
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void standStill(Injection injection) {
    try {
      if (!injection.again().await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("the event was not sent again");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
