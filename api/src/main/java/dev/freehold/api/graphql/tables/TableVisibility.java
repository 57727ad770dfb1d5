package dev.freehold.api.graphql.tables;

import dev.freehold.api.data.TableFields;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.visibility.GraphqlFieldVisibility;
import java.util.List;

/**
 * Makes the fields that a caller may not use absent: for validation, for the values of variables
 * and for introspection they are no fields.
 */
public record TableVisibility(TableNamespace names, TableFields fields)
    implements GraphqlFieldVisibility {
  @Override
  public List<GraphQLFieldDefinition> getFieldDefinitions(GraphQLFieldsContainer container) {
    return container.getFieldDefinitions().stream()
        .filter(field -> there(container.getName(), field.getName()))
        .toList();
  }

  @Override
  public GraphQLFieldDefinition getFieldDefinition(GraphQLFieldsContainer container, String name) {
    GraphQLFieldDefinition field = container.getFieldDefinition(name);
    return field != null && there(container.getName(), name) ? field : null;
  }

  @Override
  public List<GraphQLInputObjectField> getFieldDefinitions(GraphQLInputFieldsContainer container) {
    return container.getFieldDefinitions().stream()
        .filter(field -> there(container.getName(), field.getName()))
        .toList();
  }

  @Override
  public GraphQLInputObjectField getFieldDefinition(
      GraphQLInputFieldsContainer container, String name) {
    GraphQLInputObjectField field = container.getFieldDefinition(name);
    return field != null && there(container.getName(), name) ? field : null;
  }

  private boolean there(String type, String field) {
    return names.there(fields, type, field);
  }
}
