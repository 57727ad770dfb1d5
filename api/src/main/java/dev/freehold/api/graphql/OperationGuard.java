package dev.freehold.api.graphql;

import dev.freehold.api.platform.FreeholdException;
import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import java.util.List;

/** Stands around what graphql-java executes: the cost limit, and types that are not to be seen. */
final class OperationGuard extends SimplePerformantInstrumentation {
  private final OperationCost cost;
  private final VisibleTypes types;

  OperationGuard(OperationCost cost, VisibleTypes types) {
    this.cost = cost;
    this.types = types;
  }

  @Override
  public InstrumentationContext<ExecutionResult> beginExecuteOperation(
      InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
    ExecutionContext context = parameters.getExecutionContext();
    ParsedDocument document = context.getGraphQLContext().get(ParsedDocument.class);
    try {
      cost.check(
          document,
          context.getExecutionInput().getOperationName(),
          context.getCoercedVariables(),
          context.getGraphQLSchema());
    } catch (FreeholdException e) {
      throw new AbortExecutionException(List.of(CodedError.of(e)));
    }
    return super.beginExecuteOperation(parameters, state);
  }

  @Override
  public DataFetcher<?> instrumentDataFetcher(
      DataFetcher<?> fetcher,
      InstrumentationFieldFetchParameters parameters,
      InstrumentationState state) {
    return types.around(parameters.getEnvironment().getFieldDefinition().getName(), fetcher);
  }
}
