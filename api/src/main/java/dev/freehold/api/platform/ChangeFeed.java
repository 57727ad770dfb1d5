package dev.freehold.api.platform;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of changes that any node made, by PostgreSQL's LISTEN on a connection of its own. While
 * {@link #hearing()} is false nobody may rely on what he remembers: that is how a node that is cut
 * off fails closed.
 */
@Context
public final class ChangeFeed {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
  private static final int POLL_MILLIS = 1_000;
  private static final int SOCKET_TIMEOUT_SECONDS = 4;
  private static final long BOUND = Duration.ofSeconds(5).toNanos();

  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private final List<ChangeSubscriber> subscribers = new CopyOnWriteArrayList<>();
  private final Thread thread =
      Thread.ofPlatform().name("change-feed").daemon().unstarted(this::run);

  private volatile boolean running = true;
  private volatile boolean connected;
  private volatile boolean unreachable;
  private volatile long heardAt;

  ChangeFeed(
      @Property(name = "datasources.default.url") String url,
      @Property(name = "datasources.default.username", defaultValue = "") String user,
      @Property(name = "datasources.default.password", defaultValue = "") String password) {
    database.setUrl(url);
    if (!user.isEmpty()) {
      database.setUser(user);
      database.setPassword(password);
    }
    database.setSocketTimeout(SOCKET_TIMEOUT_SECONDS);
    database.setConnectTimeout(SOCKET_TIMEOUT_SECONDS);
    database.setApplicationName("freehold-api changes");
  }

  @PostConstruct
  void start() {
    thread.start();
  }

  @PreDestroy
  void stop() throws InterruptedException {
    running = false;
    thread.interrupt();
    thread.join(Duration.ofSeconds(SOCKET_TIMEOUT_SECONDS));
  }

  public void subscribe(ChangeSubscriber subscriber) {
    subscribers.add(subscriber);
  }

  /** True when every change older than five seconds has been told to the subscribers. */
  public boolean hearing() {
    return connected && System.nanoTime() - heardAt < BOUND;
  }

  /**
   * True when the database does not answer this node: it is neither told of changes nor can it ask.
   * Nobody should wait for the database then.
   */
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
          LOG.warn("Cannot hear of changes in the database, caches are off: {}", e.getMessage());
        }
      } finally {
        connected = false;
      }
      // Nobody comes in meanwhile: a feed that was merely interrupted is taken up at once.
      if (System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS)) {
        rest();
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen freehold");
      unreachable = false;
      subscribers.forEach(this::tellMissed);
      heardAt = System.nanoTime();
      connected = true;
      PGConnection feed = connection.unwrap(PGConnection.class);
      while (running) {
        PGNotification[] news = feed.getNotifications(POLL_MILLIS);
        for (PGNotification one : news == null ? new PGNotification[0] : news) {
          Change change = Change.of(one.getParameter());
          subscribers.forEach(subscriber -> tell(subscriber, change));
        }
        // A dead connection gives no notifications and no error either: ask.
        long asked = System.nanoTime();
        statement.execute("select 1");
        heardAt = asked;
      }
    }
  }

  private void tell(ChangeSubscriber subscriber, Change change) {
    try {
      subscriber.changed(change);
    } catch (RuntimeException e) {
      LOG.error("A cache did not take a change of kind {}", change.kind(), e);
    }
  }

  private void tellMissed(ChangeSubscriber subscriber) {
    try {
      subscriber.missed();
    } catch (RuntimeException e) {
      LOG.error("A cache could not start anew", e);
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
