package dev.freehold.api.graphql;

import dev.freehold.api.access.Caller;
import graphql.GraphQLContext;
import java.util.concurrent.atomic.AtomicBoolean;

/** What the parts of one operation's execution share. */
record RunningOperation(Caller caller, String requestId, AtomicBoolean cancelled) {
  RunningOperation(Caller caller, String requestId) {
    this(caller, requestId, new AtomicBoolean());
  }

  static RunningOperation of(GraphQLContext context) {
    return context.get(RunningOperation.class);
  }

  void cancel() {
    cancelled.set(true);
  }

  boolean isCancelled() {
    return cancelled.get();
  }
}
