package dev.freehold.api.graphql;

import graphql.ExecutionResult;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.QueryComplexityCalculator;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import java.util.Map;

/**
 * Refuses an operation that may produce too much: every field costs one, and what stands below a
 * list or a page costs as many times as the page has rows ({@code first} or {@code last}).
 */
final class CostLimit extends SimplePerformantInstrumentation {
  private static final int CAP = 1_000_000;

  private final Limits limits;

  CostLimit(Limits limits) {
    this.limits = limits;
  }

  @Override
  public InstrumentationContext<ExecutionResult> beginExecuteOperation(
      InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
    ExecutionContext context = parameters.getExecutionContext();
    ParsedDocument document = context.getGraphQLContext().get(ParsedDocument.class);
    int cost =
        document
            .costs()
            .of(
                context.getExecutionInput().getOperationName(),
                context.getCoercedVariables().toMap(),
                () -> calculate(context));
    if (cost > limits.cost()) {
      throw new AbortExecutionException(List.of(CodedError.of(Limit.COST.exceeded(limits.cost()))));
    }
    return super.beginExecuteOperation(parameters, state);
  }

  private int calculate(ExecutionContext context) {
    return QueryComplexityCalculator.newCalculator()
        .schema(context.getGraphQLSchema())
        .document(context.getDocument())
        .operationName(context.getExecutionInput().getOperationName())
        .variables(context.getCoercedVariables())
        .fieldComplexityCalculator(this::cost)
        .build()
        .calculate();
  }

  private int cost(FieldComplexityEnvironment field, int below) {
    return (int) Math.min(CAP, 1 + (long) below * rows(field));
  }

  private int rows(FieldComplexityEnvironment field) {
    if (field.getParentType().getName().startsWith("__")) {
      // The schema in memory; how deep it may be asked is a limit of its own.
      return 1;
    }
    if (isPage(field)) {
      return pageSize(field.getArguments());
    }
    FieldComplexityEnvironment parent = field.getParentEnvironment();
    boolean counted = parent != null && isPage(parent);
    return isList(field) && !counted ? limits.listSize() : 1;
  }

  private int pageSize(Map<String, Object> arguments) {
    Object rows = arguments.get("first") instanceof Integer first ? first : arguments.get("last");
    return rows instanceof Integer given ? Math.clamp(given, 1, CAP) : limits.listSize();
  }

  private static boolean isPage(FieldComplexityEnvironment field) {
    return field.getFieldDefinition().getArgument("first") != null;
  }

  private static boolean isList(FieldComplexityEnvironment field) {
    return GraphQLTypeUtil.unwrapNonNull(field.getFieldDefinition().getType())
        instanceof GraphQLList;
  }
}
