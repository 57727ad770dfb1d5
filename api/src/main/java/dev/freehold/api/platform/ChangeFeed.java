package dev.freehold.api.platform;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of changes that any node made in the platform's own tables. While {@link #hearing()} is
 * false nobody may rely on what he remembers: that is how a node that is cut off fails closed.
 */
@Context
public final class ChangeFeed implements NotificationListener.Hearer {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);

  private final NotificationListener listener;
  private final List<ChangeSubscriber> subscribers = new CopyOnWriteArrayList<>();

  ChangeFeed(
      @Property(name = "datasources.default.url") String url,
      @Property(name = "datasources.default.username", defaultValue = "") String user,
      @Property(name = "datasources.default.password", defaultValue = "") String password) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    if (!user.isEmpty()) {
      database.setUser(user);
      database.setPassword(password);
    }
    listener = new NotificationListener(database, "freehold", "changes", this);
  }

  @PostConstruct
  void start() {
    listener.start();
  }

  @PreDestroy
  void stop() throws InterruptedException {
    listener.stop();
  }

  public void subscribe(ChangeSubscriber subscriber) {
    subscribers.add(subscriber);
  }

  /** True when every change older than five seconds has been told to the subscribers. */
  public boolean hearing() {
    return listener.hearing();
  }

  /**
   * True when the database does not answer this node: it is neither told of changes nor can it ask.
   * Nobody should wait for the database then.
   */
  public boolean cutOff() {
    return listener.cutOff();
  }

  @Override
  public void connected(Connection connection) {
    subscribers.forEach(ChangeFeed::tellMissed);
  }

  @Override
  public void told(Connection connection, List<String> payloads) {
    for (String payload : payloads) {
      Change change = Change.of(payload);
      subscribers.forEach(subscriber -> tell(subscriber, change));
    }
  }

  @Override
  public void ended() {
    subscribers.forEach(ChangeSubscriber::ended);
  }

  private static void tell(ChangeSubscriber subscriber, Change change) {
    try {
      subscriber.changed(change);
    } catch (RuntimeException e) {
      LOG.error("A cache did not take a change of kind {}", change.kind(), e);
    }
  }

  private static void tellMissed(ChangeSubscriber subscriber) {
    try {
      subscriber.missed();
    } catch (RuntimeException e) {
      LOG.error("A cache could not start anew", e);
    }
  }
}
