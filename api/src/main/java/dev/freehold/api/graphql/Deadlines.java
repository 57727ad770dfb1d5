package dev.freehold.api.graphql;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Breaks off operations whose time is over. One thread looks after all of them now and then: a
 * timer for each would cost more than a short operation itself. So one may run up to a twentieth of
 * the limit longer.
 */
@Singleton
final class Deadlines {
  private static final int LOOKS = 20;

  private final long nanos;
  private final Set<Deadline> running = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("deadlines").daemon().factory());

  Deadlines(Limits limits) {
    nanos = limits.time().toNanos();
    long every = Math.clamp(nanos / LOOKS, 1, TimeUnit.SECONDS.toNanos(1));
    var _ = watch.scheduleWithFixedDelay(this::look, every, every, TimeUnit.NANOSECONDS);
  }

  /** The operation runs on the current thread until the deadline is closed. */
  Deadline begin(RunningOperation operation) {
    Deadline deadline = new Deadline(operation, Thread.currentThread(), System.nanoTime());
    running.add(deadline);
    return deadline;
  }

  @PreDestroy
  void stop() {
    watch.shutdownNow();
  }

  private void look() {
    long now = System.nanoTime();
    for (Deadline deadline : running) {
      if (now - deadline.begun >= nanos) {
        deadline.pass(RunningOperation.Stop.OUT_OF_TIME);
      }
    }
  }

  /** The end of one operation's time. */
  final class Deadline implements AutoCloseable {
    private final RunningOperation operation;
    private final Thread thread;
    private final long begun;
    private boolean over;

    private Deadline(RunningOperation operation, Thread thread, long begun) {
      this.operation = operation;
      this.thread = thread;
      this.begun = begun;
    }

    /** Breaks the operation off, for whatever reason. */
    synchronized void pass(RunningOperation.Stop reason) {
      if (!over) {
        over = true;
        operation.cancel(reason);
        thread.interrupt();
      }
    }

    /** The thread goes on with other work: no interrupt may come later, and none may be left. */
    @Override
    public synchronized void close() {
      over = true;
      running.remove(this);
      if (operation.isCancelled()) {
        var _ = Thread.interrupted();
      }
    }
  }
}
