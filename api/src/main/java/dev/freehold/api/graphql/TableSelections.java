package dev.freehold.api.graphql;

import dev.freehold.api.data.Selection;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Turns collected fields into selections that know nothing of graphql-java. */
record TableSelections(
    GraphQLSchema schema,
    CollectedFields collected,
    CoercedVariables variables,
    GraphQLContext context) {
  /**
   * What an operation asks for, once it is seen to ask for no more than it may.
   *
   * @throws dev.freehold.api.platform.FreeholdException when it costs too much
   */
  static TableSelections of(
      SchemaView view,
      ParsedDocument document,
      OperationDefinition operation,
      OperationRequest request,
      OperationCost cost) {
    GraphQLContext context = GraphQLContext.getDefault();
    CoercedVariables variables =
        ValuesResolver.coerceVariableValues(
            view.schema(),
            operation.getVariableDefinitions(),
            RawVariables.of(request.variables()),
            context,
            Locale.ENGLISH);
    cost.check(document, request.operationName(), variables, view.schema());
    return new TableSelections(
        view.schema(), new CollectedFields(document.fragments(), variables), variables, context);
  }

  /** The same with other values of the variables. */
  TableSelections with(CoercedVariables others) {
    return new TableSelections(
        schema, new CollectedFields(collected.fragments(), others), others, context);
  }

  /** The fields of the operation's root by the key of their answer. */
  Map<String, List<Field>> roots(OperationDefinition operation) {
    return collected.of(List.of(operation.getSelectionSet()));
  }

  Selection of(GraphQLObjectType parent, String key, List<Field> fields) {
    Field field = fields.getFirst();
    if (field.getName().equals(Selection.TYPE_NAME)) {
      return new Selection(key, Selection.TYPE_NAME, Map.of(), List.of());
    }
    GraphQLFieldDefinition definition = parent.getFieldDefinition(field.getName());
    return new Selection(
        key,
        field.getName(),
        ValuesResolver.getArgumentValues(
            schema.getCodeRegistry(),
            definition.getArguments(),
            field.getArguments(),
            variables,
            context,
            Locale.ENGLISH),
        children(definition, fields));
  }

  private List<Selection> children(GraphQLFieldDefinition definition, List<Field> fields) {
    if (!(GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLObjectType type)) {
      return List.of();
    }
    List<SelectionSet> sets =
        fields.stream().map(Field::getSelectionSet).filter(Objects::nonNull).toList();
    return collected.of(sets).entrySet().stream()
        .map(entry -> of(type, entry.getKey(), entry.getValue()))
        .toList();
  }
}
