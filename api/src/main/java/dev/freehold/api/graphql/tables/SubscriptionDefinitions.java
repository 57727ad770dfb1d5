package dev.freehold.api.graphql.tables;

import static dev.freehold.api.graphql.tables.Shapes.argument;
import static dev.freehold.api.graphql.tables.Shapes.field;
import static dev.freehold.api.graphql.tables.Shapes.input;
import static dev.freehold.api.graphql.tables.Shapes.inputs;
import static dev.freehold.api.graphql.tables.Shapes.list;
import static dev.freehold.api.graphql.tables.Shapes.named;
import static dev.freehold.api.graphql.tables.Shapes.object;
import static dev.freehold.api.graphql.tables.Shapes.required;

import dev.freehold.api.catalog.Table;
import graphql.schema.GraphQLFieldDefinition;

/** Writes the subscription of a table. */
final class SubscriptionDefinitions {
  private SubscriptionDefinitions() {}

  /** Adds the types, and answers the field. */
  static GraphQLFieldDefinition add(Table table, DefinedTypes types) {
    String type = table.names().type();
    types.add(
        object(type + "SubscriptionPayload")
            .field(field("mutation", required(named("MutationType"))))
            .field(field("node", named(type)))
            .field(field("previousValues", named(type)))
            .field(field("updatedFields", list(named("String"))))
            .build());
    types.add(
        inputs(type + "SubscriptionFilter")
            .field(input("mutation_in", list(named("MutationType"))))
            .field(input("node", named(type + "Filter")))
            .field(input("updatedFields", named("UpdatedFieldsFilter")))
            .build());
    return field(
        table.names().plural(),
        named(type + "SubscriptionPayload"),
        argument("filter", named(type + "SubscriptionFilter")));
  }
}
