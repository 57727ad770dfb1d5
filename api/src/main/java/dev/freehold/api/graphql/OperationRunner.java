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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.MDC;

/**
 * Executes one operation on a virtual thread of its own. When its time is over the thread is
 * interrupted, which breaks off what it waits for, and no further fetcher of it starts.
 */
@Singleton
@Requires(beans = GraphQL.class)
final class OperationRunner {
  private final GraphQL graphQl;
  private final Limits limits;
  private final OperationTimer timer;

  OperationRunner(GraphQL graphQl, Limits limits, OperationTimer timer) {
    this.graphQl = graphQl;
    this.limits = limits;
    this.timer = timer;
  }

  OperationAnswer run(OperationRequest request, Caller caller, String requestId) {
    return timer.time(request, () -> execute(request, new RunningOperation(caller, requestId)));
  }

  private OperationAnswer execute(OperationRequest request, RunningOperation operation) {
    FutureTask<ExecutionResult> task =
        new FutureTask<>(() -> graphQl.execute(input(request, operation)));
    Thread.ofVirtual()
        .name("graphql")
        .start(() -> {
          MDC.put(RequestIds.LOG_KEY, operation.requestId());
          task.run();
        });
    try {
      return answer(task.get(limits.time().toMillis(), TimeUnit.MILLISECONDS), operation);
    } catch (TimeoutException e) {
      operation.cancel();
      task.cancel(true);
      return OperationAnswer.refused(CodedError.of(Limit.TIME.exceeded(limits.time().toMillis())));
    } catch (ExecutionException e) {
      return OperationAnswer.refused(ErrorTranslator.failure(e, operation.requestId()));
    } catch (InterruptedException e) {
      operation.cancel();
      task.cancel(true);
      Thread.currentThread().interrupt();
      return OperationAnswer.refused(ErrorTranslator.failure(e, operation.requestId()));
    }
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
