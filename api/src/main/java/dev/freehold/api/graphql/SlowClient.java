package dev.freehold.api.graphql;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.Map;

/** Refuses to keep more for a client that reads too slowly. */
final class SlowClient {
  private SlowClient() {}

  static FreeholdException refusal(SubscriptionLimits limits) {
    return new FreeholdException(
        ErrorCode.LIMIT_EXCEEDED,
        ErrorCode.LIMIT_EXCEEDED.message(),
        Map.of(
            "queue",
            "is full: the client reads too slowly, or asks for too much at once",
            "reason",
            "client_too_slow",
            "maximum",
            limits.queue(),
            "setting",
            "freehold.subscriptions.queue"));
  }
}
