package dev.freehold.api.graphql;

import graphql.language.OperationDefinition.Operation;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/** Runs operations of any kind whose results go to a sink. */
@Singleton
@Requires(beans = Subscriptions.class)
final class OperationStreams {
  private final ParsedDocuments documents;
  private final OperationRunner runner;
  private final Subscriptions subscriptions;

  OperationStreams(ParsedDocuments documents, OperationRunner runner, Subscriptions subscriptions) {
    this.documents = documents;
    this.runner = runner;
    this.subscriptions = subscriptions;
  }

  /**
   * Begins an operation on the current thread, which must be a virtual one. A subscription is in
   * force when it returns.
   *
   * @param others where an operation that is answered once runs; it must not wait for it
   * @return what ends a subscription, or breaks a query off
   */
  AutoCloseable begin(
      OperationRequest request, StreamCaller caller, ResultSink sink, Executor others) {
    try {
      boolean subscribes =
          documents
              .operation(request.query(), request.operationName())
              .filter(operation -> operation.getOperation() == Operation.SUBSCRIPTION)
              .isPresent();
      if (subscribes) {
        return subscriptions.start(request, caller, sink);
      }
      EndedStream departure = new EndedStream();
      others.execute(() -> answer(request, caller, sink, departure));
      return departure;
    } catch (RuntimeException e) {
      sink.failed(RefusedDocument.errors(e, caller.requestId()));
    }
    return OperationStreams::nothing;
  }

  private void answer(
      OperationRequest request, StreamCaller caller, ResultSink sink, Departure departure) {
    try {
      OperationAnswer answer = runner.run(request, caller.caller(), caller.requestId(), departure);
      if (answer.executed()) {
        sink.next(RequestReader.write(answer.toSpecification()));
        sink.complete();
      } else {
        sink.failed(answer.errors());
      }
    } catch (RuntimeException e) {
      sink.failed(RefusedDocument.errors(e, caller.requestId()));
    }
  }

  private static void nothing() {}
}
