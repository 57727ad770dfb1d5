package dev.freehold.api.graphql;

import dev.freehold.api.access.Caller;
import graphql.GraphQLContext;
import io.micronaut.core.annotation.Nullable;
import java.util.concurrent.atomic.AtomicReference;

/** What the parts of one operation's execution share. */
record RunningOperation(Caller caller, String requestId, AtomicReference<Stop> stop) {
  /** Why an operation is broken off. */
  enum Stop {
    OUT_OF_TIME,
    CLIENT_GONE
  }

  RunningOperation(Caller caller, String requestId) {
    this(caller, requestId, new AtomicReference<>());
  }

  static RunningOperation of(GraphQLContext context) {
    return context.get(RunningOperation.class);
  }

  /** The first reason counts. */
  void cancel(Stop reason) {
    stop.compareAndSet(null, reason);
  }

  boolean isCancelled() {
    return stop.get() != null;
  }

  /** Null while it goes on. */
  @Nullable
  Stop stopped() {
    return stop.get();
  }
}
