package dev.freehold.api.graphql;

import graphql.GraphQLError;
import graphql.language.AstTransformer;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.NodeVisitorStub;
import graphql.language.TypeName;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import graphql.util.TreeTransformerUtil;
import graphql.validation.ValidationError;
import java.util.List;

/**
 * Validates a document that names types which its view has not. graphql-java hides fields only; to
 * be refused as types that are nowhere are, these get names that no type can have meanwhile.
 */
final class HiddenTypes {
  /** No part of a name in GraphQL. */
  private static final String MARK = "\u0000";

  private HiddenTypes() {}

  static boolean named(Node<?> node, SchemaView view) {
    return (node instanceof TypeName type && !view.hasType(type.getName()))
        || node.getChildren().stream().anyMatch(child -> named(child, view));
  }

  /** The document without such types. */
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
                });
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
