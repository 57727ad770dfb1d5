package dev.freehold.api.graphql;

import dev.freehold.api.access.Caller;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.List;
import java.util.Map;

/** One subscription. Planned anew when the schema or the caller's permissions are others. */
final class LiveQuery {
  private final OperationRequest request;
  private final StreamCaller caller;
  private final ResultSink sink;
  private final Schemas schemas;
  private final SubscriptionPlanner planner;
  private SubscriptionPlanner.Planned planned;

  /** Subscriptions that are told the same of every change. */
  record Audience(String query, String operation, Map<String, Object> variables, Object plan) {}

  /**
   * What one audience is told by.
   *
   * @param caller one of them, whoever it is
   */
  record Ready(Audience audience, SubscriptionPlanner.Planned planned, Caller caller) {}

  LiveQuery(
      OperationRequest request,
      StreamCaller caller,
      ResultSink sink,
      Schemas schemas,
      SubscriptionPlanner planner) {
    this.request = request;
    this.caller = caller;
    this.sink = sink;
    this.schemas = schemas;
    this.planner = planner;
  }

  /** As its caller may have it now. */
  Ready ready() {
    Caller now = caller.caller();
    SchemaView view = schemas.of(now);
    SubscriptionPlanner.Planned before = planned;
    if (before == null || !before.view().equals(view.key())) {
      planned = planner.plan(view, request, caller.requestId());
      if (before != null && !before.table().id().equals(planned.table().id())) {
        throw FreeholdException.of(
            ErrorCode.ILLEGAL_OPERATION, "schema", "The table has just changed: try again");
      }
    }
    return new Ready(
        new Audience(
            request.query(),
            request.operationName(),
            request.variables(),
            List.of(view.key(), planned.plan().audience(now))),
        planned,
        now);
  }

  void tell(byte[] result) {
    sink.next(result);
  }

  void fail(Throwable failure) {
    sink.failed(RefusedDocument.errors(failure, caller.requestId()));
  }
}
