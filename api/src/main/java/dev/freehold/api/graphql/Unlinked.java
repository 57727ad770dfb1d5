package dev.freehold.api.graphql;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeReference;

/**
 * Copies of types, for another schema: they name the types that they lead to, of which that schema
 * may have other ones.
 */
final class Unlinked {
  private Unlinked() {}

  static GraphQLNamedType of(GraphQLNamedType type) {
    return switch (type) {
      case GraphQLObjectType object -> of(object);
      case GraphQLInputObjectType inputs ->
          inputs.transform(copy ->
              copy.replaceFields(
                  inputs.getFieldDefinitions().stream()
                      .map(field ->
                          field.transform(one -> one.type((GraphQLInputType) of(field.getType()))))
                      .toList()));
      // A scalar or an enum; the platform has no types of other kinds.
      default -> type;
    };
  }

  private static GraphQLObjectType of(GraphQLObjectType type) {
    return type.transform(
        copy -> copy.replaceFields(type.getFieldDefinitions().stream().map(Unlinked::of).toList()));
  }

  private static GraphQLFieldDefinition of(GraphQLFieldDefinition field) {
    return field.transform(copy ->
        copy.type((GraphQLOutputType) of(field.getType()))
            .replaceArguments(field.getArguments().stream().map(Unlinked::of).toList()));
  }

  private static GraphQLArgument of(GraphQLArgument argument) {
    return argument.transform(copy -> copy.type((GraphQLInputType) of(argument.getType())));
  }

  private static GraphQLType of(GraphQLType type) {
    return switch (type) {
      case GraphQLNonNull required -> GraphQLNonNull.nonNull(of(required.getWrappedType()));
      case GraphQLList list -> GraphQLList.list(of(list.getWrappedType()));
      case GraphQLNamedType named -> GraphQLTypeReference.typeRef(named.getName());
      default -> throw new IllegalArgumentException("No type: " + type);
    };
  }
}
