package dev.freehold.api.graphql;

import graphql.language.OperationDefinition.Operation;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

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
   * Runs on the current thread, which must be a virtual one; a subscription goes on without it.
   *
   * @return what ends a subscription
   */
  AutoCloseable run(OperationRequest request, StreamCaller caller, ResultSink sink) {
    try {
      boolean subscribes =
          documents
              .operation(request.query(), request.operationName())
              .filter(operation -> operation.getOperation() == Operation.SUBSCRIPTION)
              .isPresent();
      if (subscribes) {
        return subscriptions.start(request, caller, sink);
      }
      OperationAnswer answer = runner.run(request, caller.caller(), caller.requestId());
      if (answer.executed()) {
        sink.next(RequestReader.write(answer.toSpecification()));
        sink.complete();
      } else {
        sink.failed(answer.errors());
      }
    } catch (RuntimeException e) {
      sink.failed(RefusedDocument.errors(e, caller.requestId()));
    }
    return OperationStreams::nothing;
  }

  private static void nothing() {}
}
