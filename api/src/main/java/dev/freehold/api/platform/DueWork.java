package dev.freehold.api.platform;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for work in the database when there may be some, on a thread of its own: at start, when a
 * change of its kind is told, when the next piece is due, when changes may have been missed, and
 * from time to time. Who looks must claim what he takes: every node looks at the same moment.
 */
public final class DueWork implements ChangeSubscriber {
  private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);

  /** While nobody tells of changes, and after a look that failed. */
  private static final Duration LOOK_UNTOLD = Duration.ofSeconds(2);

  /** What is due after a look is somebody else's at the moment. */
  private static final Duration HELD = Duration.ofSeconds(1);

  /** More than the database's clock and this one's differ in a wait. */
  private static final Duration MARGIN = Duration.ofMillis(10);

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final double JITTER = 0.25;

  private final ChangeFeed feed;
  private final Duration lookEvery;
  private final String kind;
  private final Look look;
  private final Semaphore news = new Semaphore(0);
  private final Thread thread;
  private volatile boolean running = true;

  /** Does all that is due; answers in how long the next piece is, when any is known. */
  @FunctionalInterface
  public interface Look {
    Optional<Duration> run();
  }

  DueWork(ChangeFeed feed, Duration lookEvery, String name, String kind, Look look) {
    this.feed = feed;
    this.lookEvery = lookEvery;
    this.kind = kind;
    this.look = look;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::work);
  }

  /** The time that a statement answered in seconds. */
  public static Optional<Duration> in(Optional<Double> seconds) {
    return seconds.map(some -> Duration.ofMillis((long) Math.ceil(some * 1_000)));
  }

  public void start() {
    // What is told from here on leads to a look after the first one.
    feed.subscribe(this);
    thread.start();
  }

  /** Lets the look in progress end, but does not wait for it long. */
  public void stop() {
    running = false;
    news.release();
    try {
      if (thread.isAlive() && !thread.join(PATIENCE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  /** False when the look in progress is to end as soon as it can. */
  public boolean running() {
    return running;
  }

  /** Looks as soon as possible; never blocks. */
  public void wake() {
    news.release();
  }

  @Override
  public void changed(Change change) {
    if (change.kind().equals(kind)) {
      wake();
    }
  }

  @Override
  public void missed() {
    wake();
  }

  @Override
  public void ended() {
    wake();
  }

  private void work() {
    try {
      while (running) {
        Duration rest = rest(attempt());
        if (news.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
          // Whatever was told up to here shows in the next look.
          news.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Duration> attempt() {
    try {
      return look.run();
    } catch (RuntimeException e) {
      if (running) {
        LOG.warn("The work of {} cannot go on; trying again", thread.getName(), e);
      }
      return Optional.of(LOOK_UNTOLD);
    }
  }

  private Duration rest(Optional<Duration> next) {
    Duration most = feed.hearing() ? jittered(lookEvery) : min(LOOK_UNTOLD, lookEvery);
    return next.map(until -> until.isPositive() ? until.plus(MARGIN) : HELD)
        .map(until -> min(until, most))
        .orElse(most);
  }

  private static Duration jittered(Duration usual) {
    double factor = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    return Duration.ofMillis((long) (usual.toMillis() * factor));
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
