package dev.freehold.api.graphql;

import dev.freehold.api.operation.Refusals;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.schema.GraphQLObjectType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What becomes of a fetcher's failure: a coded error at its field. */
@Singleton
final class FetcherFailures implements DataFetcherExceptionHandler {
  private final Limits limits;
  private final List<Refusals> refusals;

  FetcherFailures(Limits limits, List<Refusals> refusals) {
    this.limits = limits;
    this.refusals = refusals;
  }

  @Override
  public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
      DataFetcherExceptionHandlerParameters failure) {
    RunningOperation operation =
        RunningOperation.of(failure.getDataFetchingEnvironment().getGraphQlContext());
    // After a time-out nobody reads this answer, and what broke off is no fault to log.
    Throwable cause =
        operation.isCancelled()
            ? Limit.TIME.exceeded(limits.time().toMillis())
            : failure.getException();
    if (failure.getDataFetchingEnvironment().getParentType().equals(mutations(failure))
        && cause instanceof FreeholdException refusal
        && refusal.code() == ErrorCode.NOT_AUTHORIZED) {
      String mutation = failure.getDataFetchingEnvironment().getField().getName();
      refusals.forEach(one -> one.refused(operation.caller(), mutation));
    }
    CodedError error =
        ErrorTranslator.failure(cause, operation.requestId())
            .at(failure.getPath(), failure.getSourceLocation());
    return CompletableFuture.completedFuture(
        DataFetcherExceptionHandlerResult.newResult(error).build());
  }

  private static GraphQLObjectType mutations(DataFetcherExceptionHandlerParameters failure) {
    return failure.getDataFetchingEnvironment().getGraphQLSchema().getMutationType();
  }
}
