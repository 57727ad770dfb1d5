package dev.freehold.api.graphql.tables;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeReference;
import java.util.List;

/** The parts that types are made of. Other types are named, and found when all are there. */
final class Shapes {
  private Shapes() {}

  static GraphQLObjectType.Builder object(String name) {
    return GraphQLObjectType.newObject().name(name);
  }

  static GraphQLInputObjectType.Builder inputs(String name) {
    return GraphQLInputObjectType.newInputObject().name(name);
  }

  static GraphQLFieldDefinition field(String name, GraphQLType type, GraphQLArgument... arguments) {
    return field(name, type, List.of(arguments));
  }

  static GraphQLFieldDefinition field(
      String name, GraphQLType type, List<GraphQLArgument> arguments) {
    return GraphQLFieldDefinition.newFieldDefinition()
        .name(name)
        .type((GraphQLOutputType) type)
        .arguments(arguments)
        .build();
  }

  static GraphQLArgument argument(String name, GraphQLType type) {
    return GraphQLArgument.newArgument().name(name).type((GraphQLInputType) type).build();
  }

  static GraphQLInputObjectField input(String name, GraphQLType type) {
    return GraphQLInputObjectField.newInputObjectField()
        .name(name)
        .type((GraphQLInputType) type)
        .build();
  }

  static GraphQLTypeReference named(String name) {
    return GraphQLTypeReference.typeRef(name);
  }

  static GraphQLNonNull required(GraphQLType type) {
    return GraphQLNonNull.nonNull(type);
  }

  /** A list without nulls. */
  static GraphQLList list(GraphQLTypeReference element) {
    return GraphQLList.list(GraphQLNonNull.nonNull(element));
  }
}
