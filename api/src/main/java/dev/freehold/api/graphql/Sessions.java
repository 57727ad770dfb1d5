package dev.freehold.api.graphql;

import dev.freehold.api.access.Caller;
import dev.freehold.api.access.Narrowing;
import dev.freehold.api.operation.CallerSource;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.RequestIds;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;

/** Finds out who sends a request, once for all its operations. */
@Singleton
@Requires(beans = Schemas.class)
final class Sessions {
  private final CallerSource callers;
  private final OperationRunner runner;

  Sessions(CallerSource callers, OperationRunner runner) {
    this.callers = callers;
    this.runner = runner;
  }

  Session open(HttpRequest<?> request) {
    String requestId = RequestIds.of(request);
    Departure departure = ClosedChannel.of(request);
    try {
      Caller caller =
          Narrowing.narrow(
              callers.callerOf(request), request.getHeaders().getAll(Narrowing.HEADER));
      return operation -> runner.run(operation, caller, requestId, departure);
    } catch (RuntimeException e) {
      CodedError error = ErrorTranslator.failure(e, requestId);
      OperationAnswer answer =
          error.code() == ErrorCode.INTERNAL
              ? OperationAnswer.refused(error)
              : OperationAnswer.unauthenticated(error);
      return operation -> answer;
    }
  }

  /** Answers operations of one caller. */
  @FunctionalInterface
  interface Session {
    OperationAnswer answer(OperationRequest operation);
  }
}
