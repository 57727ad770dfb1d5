package dev.freehold.api.graphql.tables;

import dev.freehold.api.data.TableFields;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.visibility.GraphqlFieldVisibility;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the fields that a caller may not use absent: for validation, for the values of variables
 * and for introspection they are no fields.
 */
public final class TableVisibility implements GraphqlFieldVisibility {
  private static final int MOST_KNOWN = 200;

  private final TableNamespace names;
  private final TableFields fields;

  /** Of the input types that were asked for first: values are read by them with every request. */
  private final Map<String, List<GraphQLInputObjectField>> known = new ConcurrentHashMap<>();

  public TableVisibility(TableNamespace names, TableFields fields) {
    this.names = names;
    this.fields = fields;
  }

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
    List<GraphQLInputObjectField> before = known.get(container.getName());
    if (before != null) {
      return before;
    }
    List<GraphQLInputObjectField> all = container.getFieldDefinitions();
    List<GraphQLInputObjectField> some =
        all.stream().filter(field -> there(container.getName(), field.getName())).toList();
    if (known.size() < MOST_KNOWN) {
      known.put(container.getName(), some.size() == all.size() ? all : some);
    }
    return some;
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
