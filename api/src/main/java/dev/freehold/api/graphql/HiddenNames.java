package dev.freehold.api.graphql;

import graphql.GraphQLError;
import graphql.language.Argument;
import graphql.language.AstTransformer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.Node;
import graphql.language.NodeVisitorStub;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.language.TypeName;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import graphql.util.TreeTransformerUtil;
import graphql.validation.ValidationError;
import java.util.List;

/**
 * Validates a document that names types or keys which its view has not. graphql-java hides fields
 * only; to be refused as what is nowhere is, these get names that nothing can have meanwhile.
 */
final class HiddenNames {
  /** No part of a name in GraphQL. */
  private static final String MARK = "\u0000";

  private HiddenNames() {}

  static boolean named(Node<?> node, SchemaView view) {
    return (node instanceof TypeName type && !view.hasType(type.getName()))
        || (node instanceof Field field && hidden(field, view))
        || node.getChildren().stream().anyMatch(child -> named(child, view));
  }

  private static boolean hidden(Field field, SchemaView view) {
    return field.getArguments().stream()
        .anyMatch(argument -> !view.hasArgument(field.getName(), argument.getName()));
  }

  /** Whether the field is one of Query. */
  @SuppressWarnings("rawtypes")
  private static boolean atRoot(TraverserContext<Node> field) {
    for (Node parent : field.getParentNodes()) {
      switch (parent) {
        case Field _ -> {
          return false;
        }
        case OperationDefinition operation -> {
          return operation.getOperation() == Operation.QUERY;
        }
        case FragmentDefinition fragment -> {
          return fragment.getTypeCondition().getName().equals("Query");
        }
        default -> {}
      }
    }
    return false;
  }

  /** The document without such names. */
  static Document masked(Document document, SchemaView view) {
    return (Document)
        new AstTransformer()
            .transform(
                document,
                new NodeVisitorStub() {
                  @Override
                  @SuppressWarnings("rawtypes")
                  public TraversalControl visitTypeName(
                      TypeName type, TraverserContext<Node> context) {
                    return view.hasType(type.getName())
                        ? TraversalControl.CONTINUE
                        : TreeTransformerUtil.changeNode(
                            context,
                            type.transform(builder -> builder.name(type.getName() + MARK)));
                  }

                  @Override
                  @SuppressWarnings("rawtypes")
                  public TraversalControl visitField(Field field, TraverserContext<Node> context) {
                    return atRoot(context) && hidden(field, view)
                        ? TreeTransformerUtil.changeNode(context, masked(field, view))
                        : TraversalControl.CONTINUE;
                  }
                });
  }

  private static Field masked(Field field, SchemaView view) {
    List<Argument> arguments =
        field.getArguments().stream()
            .map(argument ->
                view.hasArgument(field.getName(), argument.getName())
                    ? argument
                    : argument.transform(builder -> builder.name(argument.getName() + MARK)))
            .toList();
    return field.transform(builder -> builder.arguments(arguments));
  }

  /** What is wrong with it, by the names that the client wrote. */
  static List<GraphQLError> unmasked(List<? extends GraphQLError> faults) {
    return faults.stream()
        .map(fault ->
            fault instanceof ValidationError error && error.getMessage().contains(MARK)
                ? renamed(error)
                : fault)
        .map(GraphQLError.class::cast)
        .toList();
  }

  private static ValidationError renamed(ValidationError error) {
    return ValidationError.newValidationError()
        .validationErrorType(error.getValidationErrorType())
        .sourceLocations(error.getLocations())
        .description(error.getMessage().replace(MARK, ""))
        .queryPath(error.getQueryPath())
        .build();
  }
}
