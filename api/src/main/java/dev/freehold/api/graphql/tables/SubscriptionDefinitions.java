package dev.freehold.api.graphql.tables;

import static dev.freehold.api.graphql.tables.TableDefinitions.input;
import static dev.freehold.api.graphql.tables.TableDefinitions.list;
import static dev.freehold.api.graphql.tables.TableDefinitions.named;
import static dev.freehold.api.graphql.tables.TableDefinitions.required;

import dev.freehold.api.catalog.Table;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;

/** Writes the subscription of a table. */
final class SubscriptionDefinitions {
  private SubscriptionDefinitions() {}

  /** Adds the types, and answers the field. */
  static FieldDefinition add(Table table, TypeDefinitionRegistry registry) {
    String type = table.names().type();
    registry.add(
        ObjectTypeDefinition.newObjectTypeDefinition()
            .name(type + "SubscriptionPayload")
            .fieldDefinition(new FieldDefinition("mutation", required(named("MutationType"))))
            .fieldDefinition(new FieldDefinition("node", named(type)))
            .fieldDefinition(new FieldDefinition("previousValues", named(type)))
            .fieldDefinition(new FieldDefinition("updatedFields", list(named("String"))))
            .build());
    registry.add(
        InputObjectTypeDefinition.newInputObjectDefinition()
            .name(type + "SubscriptionFilter")
            .inputValueDefinition(input("mutation_in", list(named("MutationType"))))
            .inputValueDefinition(input("node", named(type + "Filter")))
            .inputValueDefinition(input("updatedFields", named("UpdatedFieldsFilter")))
            .build());
    return FieldDefinition.newFieldDefinition()
        .name(table.names().plural())
        .type(named(type + "SubscriptionPayload"))
        .inputValueDefinition(input("filter", named(type + "SubscriptionFilter")))
        .build();
  }
}
