package dev.freehold.api.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what is told on a channel of PostgreSQL, on a connection and a thread of its own, and
 * connects again when that breaks. While nothing is told it runs no statement: whether the other
 * end is there is asked with an empty one.
 */
public final class NotificationListener {
  private static final Logger LOG = LoggerFactory.getLogger(NotificationListener.class);
  private static final int POLL_MILLIS = 1_000;
  private static final int SOCKET_TIMEOUT_SECONDS = 4;
  private static final long BOUND = Duration.ofSeconds(5).toNanos();

  private final PGSimpleDataSource database;
  private final String channel;
  private final Hearer hearer;
  private final Thread thread;
  private volatile boolean running = true;
  private volatile boolean connected;
  private volatile boolean unreachable;
  private volatile long heardAt;

  /** Takes what is told, on the listener's thread. */
  public interface Hearer {
    /** The connection listens from now on; whatever was told before is missed. */
    void connected(Connection connection) throws SQLException;

    /** The payloads in the order of the transactions that told them. */
    void told(Connection connection, List<String> payloads) throws SQLException;

    /** A connection that listened has ended. */
    default void ended() {}
  }

  /**
   * Prepares to listen.
   *
   * @param database where to connect; timeouts and name are set here
   * @param name of the thread and the connection
   */
  public NotificationListener(
      PGSimpleDataSource database, String channel, String name, Hearer hearer) {
    this.database = database;
    this.channel = channel;
    this.hearer = hearer;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    database.setSocketTimeout(SOCKET_TIMEOUT_SECONDS);
    database.setConnectTimeout(SOCKET_TIMEOUT_SECONDS);
    database.setApplicationName("freehold-api " + name);
  }

  public void start() {
    thread.start();
  }

  /** Waits until the thread has ended. */
  public void stop() throws InterruptedException {
    running = false;
    thread.interrupt();
    if (thread.isAlive()) {
      thread.join(Duration.ofSeconds(SOCKET_TIMEOUT_SECONDS));
    }
  }

  /** True when everything older than five seconds has been told. */
  public boolean hearing() {
    return connected && System.nanoTime() - heardAt < BOUND;
  }

  /** True when the database does not answer: nothing is told and nothing can be asked. */
  public boolean cutOff() {
    return !hearing() && (connected || unreachable);
  }

  private void run() {
    while (running) {
      long begun = System.nanoTime();
      try (Connection connection = database.getConnection()) {
        listen(connection);
      } catch (SQLException e) {
        unreachable = true;
        if (running) {
          LOG.warn("Cannot hear of {}: {}", channel, e.getMessage());
        }
      } catch (RuntimeException e) {
        LOG.error("What was told on {} was not taken, listening anew", channel, e);
      } finally {
        if (connected) {
          connected = false;
          hearer.ended();
        }
      }
      // Nobody comes in meanwhile: a feed that was merely interrupted is taken up at once.
      if (System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS)) {
        rest();
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + channel);
    }
    unreachable = false;
    hearer.connected(connection);
    heardAt = System.nanoTime();
    connected = true;
    PGConnection feed = connection.unwrap(PGConnection.class);
    while (running) {
      PGNotification[] news = feed.getNotifications(POLL_MILLIS);
      if (news != null && news.length > 0) {
        hearer.told(connection, Stream.of(news).map(PGNotification::getParameter).toList());
      }
      // A dead connection gives no notifications and no error either: ask.
      long asked = System.nanoTime();
      if (!connection.isValid(SOCKET_TIMEOUT_SECONDS)) {
        throw new SQLException("The connection has ended");
      }
      heardAt = asked;
    }
  }

  private void rest() {
    try {
      if (running) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }
}
