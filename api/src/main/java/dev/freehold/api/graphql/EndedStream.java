package dev.freehold.api.graphql;

import io.micronaut.core.annotation.Nullable;

/** The client of a query on a connection is gone when he ends it, or the connection. */
final class EndedStream implements Departure, AutoCloseable {
  private @Nullable Runnable waiting;
  private boolean ended;

  @Override
  public Watch then(Runnable action) {
    boolean gone;
    synchronized (this) {
      gone = ended;
      waiting = action;
    }
    if (gone) {
      action.run();
    }
    return this::forget;
  }

  /** He is gone. */
  @Override
  public void close() {
    Runnable action;
    synchronized (this) {
      ended = true;
      action = waiting;
    }
    if (action != null) {
      action.run();
    }
  }

  private synchronized void forget() {
    waiting = null;
  }
}
