package dev.freehold.api.graphql;

import dev.freehold.api.filter.Slot;
import graphql.execution.CoercedVariables;
import graphql.language.OperationDefinition;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request's variables, parted into what decides on the plan and the values that any plan takes:
 * requests whose shapes are equal have the same plan.
 */
final class GivenValues {
  /** Stands in a shape for a value that does not matter. */
  private enum Mark {
    VALUE,
    ABSENT
  }

  private final Map<String, Object> variables = new LinkedHashMap<>();
  private final List<Object> values = new ArrayList<>();
  private final List<Object> shape = new ArrayList<>();

  private GivenValues() {}

  /**
   * Parts them.
   *
   * @param pinned the variables whose values decide
   */
  static GivenValues of(
      GraphQLSchema schema,
      OperationDefinition operation,
      CoercedVariables variables,
      Set<String> pinned) {
    GivenValues given = new GivenValues();
    for (VariableDefinition variable : operation.getVariableDefinitions()) {
      String name = variable.getName();
      if (!variables.containsKey(name)) {
        given.shape.add(Mark.ABSENT);
        continue;
      }
      Object value = variables.get(name);
      given.variables.put(
          name,
          pinned.contains(name)
              ? given.deciding(value)
              : given.open(schema.getType(type(variable)), value));
    }
    return given;
  }

  /** The variables, with {@link Slot}s in place of the values that do not matter. */
  CoercedVariables variables() {
    return CoercedVariables.of(variables);
  }

  /** The values that the slots stand for. */
  List<Object> values() {
    return values;
  }

  /** Equal shapes mean the same plan. */
  List<Object> shape() {
    return shape;
  }

  private Object deciding(Object value) {
    shape.add(value);
    return value;
  }

  private Object open(GraphQLType type, Object value) {
    return switch (value) {
      case null -> deciding(null);
      case Map<?, ?> object when type instanceof GraphQLInputObjectType input -> {
        Map<Object, Object> opened = new LinkedHashMap<>();
        shape.add(List.copyOf(object.keySet()));
        object.forEach((name, part) ->
            opened.put(
                name,
                open(GraphQLTypeUtil.unwrapAll(input.getField((String) name).getType()), part)));
        yield opened;
      }
      case List<?> objects when type instanceof GraphQLInputObjectType -> {
        shape.add(objects.size());
        List<Object> opened = new ArrayList<>();
        objects.forEach(object -> opened.add(open(type, object)));
        yield opened;
      }
      // Whether a cell is empty is another condition than that it is not.
      case Boolean flag -> deciding(flag);
      default -> {
        shape.add(Mark.VALUE);
        values.add(value);
        yield new Slot(values.size() - 1, value);
      }
    };
  }

  private static String type(VariableDefinition variable) {
    graphql.language.Type<?> type = variable.getType();
    while (!(type instanceof TypeName name)) {
      type = (graphql.language.Type<?>) type.getChildren().getFirst();
    }
    return name.getName();
  }
}
