package dev.freehold.api.graphql;

import dev.freehold.api.operation.FieldSource;
import graphql.GraphQL;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.schema.GraphQLSchema;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Makes the executable schema while the server starts, so that one that does not fit stops it. */
@Factory
@Requires(beans = FieldSource.class)
final class GraphQlFactory {

  @Singleton
  GraphQLSchema schema(List<FieldSource> sources) {
    return SchemaAssembly.assemble(sources);
  }

  @Singleton
  ParsedDocuments documents(GraphQLSchema schema, Limits limits) {
    return new ParsedDocuments(schema, limits);
  }

  @Context
  GraphQL graphQl(GraphQLSchema schema, ParsedDocuments documents, Limits limits) {
    return GraphQL.newGraphQL(schema)
        .preparsedDocumentProvider(documents)
        .instrumentation(new CostLimit(limits))
        .defaultDataFetcherExceptionHandler(failure -> failed(failure, limits))
        .build();
  }

  private static CompletableFuture<DataFetcherExceptionHandlerResult> failed(
      DataFetcherExceptionHandlerParameters failure, Limits limits) {
    RunningOperation operation =
        RunningOperation.of(failure.getDataFetchingEnvironment().getGraphQlContext());
    // After a time-out nobody reads this answer, and what broke off is no fault to log.
    Throwable cause =
        operation.isCancelled()
            ? Limit.TIME.exceeded(limits.time().toMillis())
            : failure.getException();
    CodedError error =
        ErrorTranslator.failure(cause, operation.requestId())
            .at(failure.getPath(), failure.getSourceLocation());
    return CompletableFuture.completedFuture(
        DataFetcherExceptionHandlerResult.newResult(error).build());
  }
}
