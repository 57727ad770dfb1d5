package dev.freehold.api.graphql;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.execution.UnknownOperationException;
import graphql.introspection.GoodFaithIntrospection.BadFaithIntrospectionError;
import graphql.language.SourceLocation;
import graphql.validation.ValidationError;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where failures become what clients see. Only a {@link FreeholdException} and the
 * texts about the client's own document are shown; the cause of anything else goes to the log under
 * the request id.
 */
final class ErrorTranslator {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorTranslator.class);

  private ErrorTranslator() {}

  static CodedError failure(Throwable thrown, String requestId) {
    Throwable cause = unwrap(thrown);
    if (cause instanceof FreeholdException refusal) {
      if (refusal.getCause() != null) {
        LOG.info("Request {} refused: {}", requestId, refusal.code().code(), refusal.getCause());
      }
      return CodedError.of(refusal);
    }
    if (cause instanceof UnknownOperationException unknown) {
      return document(ErrorCode.VALIDATION, "operationName", unknown);
    }
    if (cause instanceof GraphQLException && cause instanceof GraphQLError error) {
      // A variable's value that does not fit.
      return coded(error, requestId);
    }
    LOG.error("Request {} failed", requestId, cause);
    return internal(requestId, null, null);
  }

  /** Gives an error that graphql-java made its code. */
  static CodedError coded(GraphQLError error, String requestId) {
    if (error instanceof CodedError done) {
      return done;
    }
    if (error instanceof BadFaithIntrospectionError) {
      return new CodedError(
          ErrorCode.LIMIT_EXCEEDED,
          "The query about the schema asks for too much",
          Map.of("limit", "introspection"),
          error.getLocations(),
          null);
    }
    if (error.getErrorType() == ErrorType.InvalidSyntax) {
      return document(ErrorCode.BAD_REQUEST, "query", error);
    }
    if (error.getErrorType() == ErrorType.ValidationError) {
      return document(ErrorCode.VALIDATION, subject(error), error);
    }
    if (error.getErrorType() == ErrorType.OperationNotSupported) {
      return document(ErrorCode.BAD_REQUEST, "operationName", error);
    }
    LOG.error("Request {} failed: {} at {}", requestId, error.getMessage(), error.getPath());
    return internal(requestId, error.getLocations(), error.getPath());
  }

  private static CodedError internal(
      String requestId, List<SourceLocation> locations, List<Object> path) {
    return new CodedError(
        ErrorCode.INTERNAL,
        ErrorCode.INTERNAL.message(),
        Map.of("requestId", requestId),
        locations,
        path);
  }

  private static CodedError document(ErrorCode code, String subject, GraphQLError error) {
    return new CodedError(
        code,
        code.message(),
        Map.of(subject, String.valueOf(error.getMessage())),
        error.getLocations(),
        error.getPath());
  }

  private static String subject(GraphQLError error) {
    if (error instanceof ValidationError invalid
        && invalid.getQueryPath() != null
        && !invalid.getQueryPath().isEmpty()) {
      return String.join("/", invalid.getQueryPath());
    }
    return "query";
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
