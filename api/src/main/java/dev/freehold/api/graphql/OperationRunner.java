package dev.freehold.api.graphql;

import dev.freehold.api.access.Caller;
import dev.freehold.api.platform.RequestIds;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.MDC;

/**
 * Executes one operation on the virtual thread of its request. When its time is over the thread is
 * interrupted, which breaks off what it waits for, and no further fetcher of it starts.
 */
@Singleton
@Requires(beans = GraphQL.class)
final class OperationRunner {
  private final GraphQL graphQl;
  private final Limits limits;
  private final Deadlines deadlines;
  private final OperationTimer timer;

  OperationRunner(GraphQL graphQl, Limits limits, Deadlines deadlines, OperationTimer timer) {
    this.graphQl = graphQl;
    this.limits = limits;
    this.deadlines = deadlines;
    this.timer = timer;
  }

  OperationAnswer run(OperationRequest request, Caller caller, String requestId) {
    return timer.time(request, () -> execute(request, new RunningOperation(caller, requestId)));
  }

  private OperationAnswer execute(OperationRequest request, RunningOperation operation) {
    MDC.put(RequestIds.LOG_KEY, operation.requestId());
    try (Deadlines.Deadline _ = deadlines.begin(operation)) {
      ExecutionResult result = graphQl.execute(input(request, operation));
      return operation.isCancelled() ? outOfTime() : answer(result, operation);
    } catch (RuntimeException e) {
      return operation.isCancelled()
          ? outOfTime()
          : OperationAnswer.refused(ErrorTranslator.failure(e, operation.requestId()));
    } finally {
      MDC.remove(RequestIds.LOG_KEY);
    }
  }

  private OperationAnswer outOfTime() {
    return OperationAnswer.refused(CodedError.of(Limit.TIME.exceeded(limits.time().toMillis())));
  }

  private static ExecutionInput input(OperationRequest request, RunningOperation operation) {
    return ExecutionInput.newExecutionInput(request.query())
        .operationName(request.operationName())
        .variables(request.variables())
        .locale(Locale.ENGLISH)
        .graphQLContext(Map.of(RunningOperation.class, operation))
        .build();
  }

  private static OperationAnswer answer(ExecutionResult result, RunningOperation operation) {
    List<GraphQLError> errors = result.getErrors();
    return new OperationAnswer(
        result.isDataPresent(),
        result.getData(),
        errors.stream().map(error -> ErrorTranslator.coded(error, operation.requestId())).toList());
  }
}
