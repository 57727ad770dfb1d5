package dev.freehold.api.graphql;

import dev.freehold.api.access.Caller;
import dev.freehold.api.platform.RequestIds;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.MDC;

/**
 * Executes one operation on the virtual thread of its request. When its time is over the thread is
 * interrupted, which breaks off what it waits for, and no further fetcher of it starts. The same
 * ends a query whose client is gone. A mutation goes on: whoever sent it cannot know how far it
 * came, and many send one and go.
 */
@Singleton
@Requires(beans = Schemas.class)
final class OperationRunner {
  private final Schemas schemas;
  private final ParsedDocuments documents;
  private final TableOperations tables;
  private final Limits limits;
  private final Deadlines deadlines;
  private final OperationTimer timer;

  OperationRunner(
      Schemas schemas,
      ParsedDocuments documents,
      TableOperations tables,
      Limits limits,
      Deadlines deadlines,
      OperationTimer timer) {
    this.schemas = schemas;
    this.documents = documents;
    this.tables = tables;
    this.limits = limits;
    this.deadlines = deadlines;
    this.timer = timer;
  }

  OperationAnswer run(
      OperationRequest request, Caller caller, String requestId, Departure departure) {
    return timer.time(
        request, () -> execute(request, new RunningOperation(caller, requestId), departure));
  }

  private OperationAnswer execute(
      OperationRequest request, RunningOperation operation, Departure departure) {
    MDC.put(RequestIds.LOG_KEY, operation.requestId());
    try (Deadlines.Deadline deadline = deadlines.begin(operation)) {
      OperationAnswer answer = answer(request, operation, deadline, departure);
      return operation.isCancelled() ? brokenOff(operation) : answer;
    } catch (RuntimeException e) {
      return operation.isCancelled()
          ? brokenOff(operation)
          : OperationAnswer.refused(ErrorTranslator.failure(e, operation.requestId()));
    } finally {
      MDC.remove(RequestIds.LOG_KEY);
    }
  }

  private OperationAnswer answer(
      OperationRequest request,
      RunningOperation operation,
      Deadlines.Deadline deadline,
      Departure departure) {
    SchemaView view = schemas.of(operation.caller());
    ParsedDocument document = documents.document(view, request.query());
    Optional<OperationDefinition> definition = document.operation(request.operationName());
    if (definition.filter(one -> one.getOperation() == Operation.SUBSCRIPTION).isPresent()) {
      throw OperationRequest.refused(
          "query", "Subscriptions are served over WebSocket, and as text/event-stream");
    }
    if (document.entry().hasErrors() || definition.isEmpty()) {
      return byFetchers(view, document, request, operation);
    }
    if (definition.get().getOperation() == Operation.MUTATION) {
      return answer(view, document, definition.get(), request, operation);
    }
    try (Departure.Watch _ =
        departure.then(() -> deadline.pass(RunningOperation.Stop.CLIENT_GONE))) {
      return answer(view, document, definition.get(), request, operation);
    }
  }

  private OperationAnswer answer(
      SchemaView view,
      ParsedDocument document,
      OperationDefinition definition,
      OperationRequest request,
      RunningOperation operation) {
    return tables.serve(view, document, definition, operation.caller())
        ? tables.answer(view, document, definition, request, operation, this::byFetchers)
        : byFetchers(view, document, request, operation);
  }

  /** Executes what is not of tables. */
  private OperationAnswer byFetchers(
      SchemaView view,
      ParsedDocument document,
      OperationRequest request,
      RunningOperation operation) {
    ExecutionResult result =
        view.graphQl()
            .execute(
                ExecutionInput.newExecutionInput(request.query())
                    .operationName(request.operationName())
                    .variables(request.variables())
                    .locale(Locale.ENGLISH)
                    .graphQLContext(
                        Map.of(RunningOperation.class, operation, ParsedDocument.class, document))
                    .build());
    List<GraphQLError> errors = result.getErrors();
    return new OperationAnswer(
        result.isDataPresent(),
        result.getData(),
        errors.stream().map(error -> ErrorTranslator.coded(error, operation.requestId())).toList());
  }

  private OperationAnswer brokenOff(RunningOperation operation) {
    return operation.stopped() == RunningOperation.Stop.CLIENT_GONE
        ? OperationAnswer.unheard()
        : OperationAnswer.refused(CodedError.of(Limit.TIME.exceeded(limits.time().toMillis())));
  }
}
