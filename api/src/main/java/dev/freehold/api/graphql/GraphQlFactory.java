package dev.freehold.api.graphql;

import dev.freehold.api.operation.FieldSource;
import dev.freehold.api.operation.Refusals;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import graphql.GraphQL;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.schema.GraphQLObjectType;
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
  GraphQL graphQl(
      GraphQLSchema schema, ParsedDocuments documents, Limits limits, List<Refusals> refusals) {
    return GraphQL.newGraphQL(schema)
        .preparsedDocumentProvider(documents)
        .instrumentation(new CostLimit(limits))
        .defaultDataFetcherExceptionHandler(failure -> failed(failure, limits, refusals))
        .build();
  }

  private static GraphQLObjectType mutations(DataFetcherExceptionHandlerParameters failure) {
    return failure.getDataFetchingEnvironment().getGraphQLSchema().getMutationType();
  }

  private static CompletableFuture<DataFetcherExceptionHandlerResult> failed(
      DataFetcherExceptionHandlerParameters failure, Limits limits, List<Refusals> refusals) {
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
}
