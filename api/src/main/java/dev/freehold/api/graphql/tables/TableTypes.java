package dev.freehold.api.graphql.tables;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import java.util.List;
import java.util.Map;

/**
 * What tables bring to a schema. It fits one schema only: what the types name is filled in when
 * that is built.
 *
 * @param types by their names
 * @param queries fields of Query; one may take the place of the platform's of that name
 */
public record TableTypes(
    Map<String, GraphQLNamedType> types,
    List<GraphQLFieldDefinition> queries,
    List<GraphQLFieldDefinition> mutations,
    List<GraphQLFieldDefinition> subscriptions) {}
