package dev.freehold.api.graphql;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Breaks off operations whose time is over. One thread watches over all of them. */
@Singleton
final class Deadlines {
  private final Limits limits;
  private final ScheduledThreadPoolExecutor watch =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("deadlines").daemon().factory());

  Deadlines(Limits limits) {
    this.limits = limits;
    watch.setRemoveOnCancelPolicy(true);
  }

  /** The operation runs on the current thread until the deadline is closed. */
  Deadline begin(RunningOperation operation) {
    Deadline deadline = new Deadline(operation, Thread.currentThread());
    deadline.alarm =
        watch.schedule(deadline::pass, limits.time().toMillis(), TimeUnit.MILLISECONDS);
    return deadline;
  }

  @PreDestroy
  void stop() {
    watch.shutdownNow();
  }

  /** The end of one operation's time. */
  static final class Deadline implements AutoCloseable {
    private final RunningOperation operation;
    private final Thread thread;
    private ScheduledFuture<?> alarm;
    private boolean over;

    private Deadline(RunningOperation operation, Thread thread) {
      this.operation = operation;
      this.thread = thread;
    }

    private synchronized void pass() {
      if (!over) {
        operation.cancel();
        thread.interrupt();
      }
    }

    /** The thread goes on with other work: no interrupt may come later, and none may be left. */
    @Override
    public synchronized void close() {
      over = true;
      alarm.cancel(false);
      if (operation.isCancelled()) {
        var _ = Thread.interrupted();
      }
    }
  }
}
