package dev.freehold.api.graphql;

import dev.freehold.api.platform.FreeholdException;
import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.QueryComplexityCalculator;
import graphql.execution.CoercedVariables;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Refuses an operation that may produce too much: every field costs one, and what stands below a
 * list or a page costs as many times as the page has rows ({@code first} or {@code last}).
 */
@Singleton
final class OperationCost {
  private static final int CAP = 1_000_000;

  private final Limits limits;

  OperationCost(Limits limits) {
    this.limits = limits;
  }

  /**
   * Passes what may run.
   *
   * @throws FreeholdException LIMIT_EXCEEDED
   */
  void check(
      ParsedDocument document, String operation, CoercedVariables variables, GraphQLSchema schema) {
    int cost =
        document
            .costs()
            .of(
                operation,
                variables.toMap(),
                () ->
                    QueryComplexityCalculator.newCalculator()
                        .schema(schema)
                        .document(document.entry().getDocument())
                        .operationName(operation)
                        .variables(variables)
                        .fieldComplexityCalculator(this::cost)
                        .build()
                        .calculate());
    if (cost > limits.cost()) {
      throw Limit.COST.exceeded(limits.cost());
    }
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

  /** Whatever is more, its rows or its groups. */
  private int pageSize(Map<String, Object> arguments) {
    int rows = most(arguments);
    return arguments.get("groupBy") instanceof Map<?, ?> groups
        ? Math.max(rows, most(groups))
        : rows;
  }

  private int most(Map<?, ?> arguments) {
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
