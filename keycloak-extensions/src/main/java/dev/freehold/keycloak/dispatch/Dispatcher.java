package dev.freehold.keycloak.dispatch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Takes rows from the outbox to the receiver: one thread claims, a few deliver. A commit on this
 * node wakes it at once; rows of other nodes and rows that waited are found by polling. Any number
 * of nodes may do the same.
 */
final class Dispatcher {
  private static final Logger LOG = Logger.getLogger(Dispatcher.class);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);

  private final OutboxQueue queue;
  private final DeliveryAttempt attempt;
  private final Outage outage;
  private final Housekeeping housekeeping;
  private final DispatchSettings settings;
  private final Semaphore signal = new Semaphore(0);
  private final AtomicInteger running = new AtomicInteger();
  private final ExecutorService claimer;
  private final ExecutorService deliverers;
  private volatile boolean stopped;

  Dispatcher(
      OutboxQueue queue,
      DeliveryAttempt attempt,
      Outage outage,
      Housekeeping housekeeping,
      DispatchSettings settings) {
    this.queue = queue;
    this.attempt = attempt;
    this.outage = outage;
    this.housekeeping = housekeeping;
    this.settings = settings;
    this.claimer = Executors.newSingleThreadExecutor(task -> thread(task, "freehold-outbox"));
    this.deliverers =
        Executors.newFixedThreadPool(
            settings.batch(), task -> thread(task, "freehold-outbox-delivery"));
  }

  private static Thread thread(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  void start() {
    claimer.execute(this::run);
  }

  /** Tells that there may be something to do; never blocks. */
  void wake() {
    signal.release();
  }

  private void run() {
    boolean failing = false;
    while (!stopped) {
      try {
        housekeeping.run();
        if (!claim()) {
          pause();
        }
        failing = false;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!failing && !stopped) {
          LOG.warn("The outbox cannot be read; trying again", e);
        }
        failing = true;
        pauseQuietly();
      }
    }
  }

  /** Claims and hands out what may be delivered now; tells whether more may be waiting. */
  private boolean claim() {
    int free = settings.batch() - running.get();
    int allowed = outage.allowed(free, running.get());
    if (allowed <= 0) {
      return false;
    }
    List<Delivery> claimed = queue.claim(allowed, settings.lease());
    for (Delivery delivery : claimed) {
      running.incrementAndGet();
      deliverers.execute(() -> deliver(delivery));
    }
    return claimed.size() == allowed;
  }

  private void deliver(Delivery delivery) {
    try {
      attempt.run(delivery);
    } catch (InterruptedException e) {
      // The node stops; the lease brings the row back.
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warnf(
          e, "The outcome of event %s could not be recorded; it will be sent again", delivery.id());
    } finally {
      running.decrementAndGet();
      wake();
    }
  }

  private void pause() throws InterruptedException {
    if (signal.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
      signal.drainPermits();
    }
  }

  private void pauseQuietly() {
    try {
      TimeUnit.MILLISECONDS.sleep(settings.poll().toMillis());
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  /**
   * Lets deliveries under way end, for a moment; what is cut off is sent again when its lease ends.
   */
  void stop() {
    stopped = true;
    claimer.shutdownNow();
    deliverers.shutdown();
    try {
      if (!deliverers.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        deliverers.shutdownNow();
      }
    } catch (InterruptedException e) {
      deliverers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  static Dispatcher of(
      OutboxQueue queue,
      Receiver receiver,
      OutboxMetrics metrics,
      DispatchSettings settings,
      InstantSource clock,
      RandomGenerator random) {
    Outage outage = new Outage(clock, random);
    WebhookSender sender =
        new WebhookSender(receiver, settings.timeout(), settings.payloadCap(), clock);
    DeliveryAttempt attempt =
        new DeliveryAttempt(queue, sender, outage, metrics, settings, clock, random);
    return new Dispatcher(
        queue, attempt, outage, new Housekeeping(queue, metrics, settings, clock), settings);
  }
}
