package dev.freehold.api.graphql;

import java.util.concurrent.atomic.AtomicReference;

/** What ends one operation on a connection, whether or not it has begun yet. */
final class RunningStream {
  private static final AutoCloseable OVER = () -> {};

  private final AtomicReference<AutoCloseable> handle = new AtomicReference<>();

  boolean over() {
    return OVER.equals(handle.get());
  }

  void begun(AutoCloseable end) {
    if (!handle.compareAndSet(null, end)) {
      close(end);
    }
  }

  /** True for the first who ends it. Returns at once, so it is for event loops too. */
  boolean end() {
    AutoCloseable before = handle.getAndSet(OVER);
    boolean first = !OVER.equals(before);
    if (before != null && first) {
      Thread.ofVirtual().name("end of a subscription").start(() -> close(before));
    }
    return first;
  }

  private static void close(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
