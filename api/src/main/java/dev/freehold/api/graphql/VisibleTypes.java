package dev.freehold.api.graphql;

import graphql.introspection.Introspection;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.visibility.GraphqlFieldVisibility;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * What introspection shows: the types that visible fields lead to. graphql-java hides fields, but
 * would still name every type.
 */
final class VisibleTypes {
  /** For a schema of which nothing is hidden. */
  static final VisibleTypes ALL = new VisibleTypes(null, (_, _) -> true);

  private final GraphQLSchema schema;
  private final BiPredicate<String, String> arguments;

  private VisibleTypes(GraphQLSchema schema, BiPredicate<String, String> arguments) {
    this.schema = schema;
    this.arguments = arguments;
  }

  /**
   * For a view.
   *
   * @param arguments whether a field of Query has an argument
   */
  static VisibleTypes of(GraphQLSchema schema, BiPredicate<String, String> arguments) {
    return new VisibleTypes(schema, arguments);
  }

  DataFetcher<?> around(String field, DataFetcher<?> fetcher) {
    if (schema == null) {
      return fetcher;
    }
    return switch (field) {
      case "__type" ->
          environment ->
              fetcher.get(environment) instanceof GraphQLNamedType type
                      && reachable().contains(type.getName())
                  ? type
                  : null;
      case "types" ->
          environment ->
              environment.getParentType().equals(Introspection.__Schema)
                      && fetcher.get(environment) instanceof Collection<?> types
                  ? visible(types)
                  : fetcher.get(environment);
      case "args" ->
          environment ->
              environment.getSource() instanceof GraphQLFieldDefinition definition
                      && fetcher.get(environment) instanceof Collection<?> all
                  ? all.stream().filter(visible(definition)::contains).toList()
                  : fetcher.get(environment);
      case "subscriptionType" ->
          environment ->
              subscribes(schema.getCodeRegistry().getFieldVisibility())
                  ? fetcher.get(environment)
                  : null;
      default -> fetcher;
    };
  }

  private List<GraphQLArgument> visible(GraphQLFieldDefinition field) {
    // Types are shared by all views, so that it is the field of Query or another one.
    return field.equals(schema.getQueryType().getFieldDefinition(field.getName()))
        ? field.getArguments().stream()
            .filter(argument -> arguments.test(field.getName(), argument.getName()))
            .toList()
        : field.getArguments();
  }

  /** A type without fields is none. */
  private boolean subscribes(GraphqlFieldVisibility visibility) {
    return schema.getSubscriptionType() != null
        && !visibility.getFieldDefinitions(schema.getSubscriptionType()).isEmpty();
  }

  private List<?> visible(Collection<?> types) {
    Set<String> reachable = reachable();
    return types.stream()
        .filter(
            type -> type instanceof GraphQLNamedType named && reachable.contains(named.getName()))
        .toList();
  }

  /** Computed when it is asked for, which is rare; kept, it would grow with every set of roles. */
  Set<String> reachable() {
    GraphqlFieldVisibility visibility = schema.getCodeRegistry().getFieldVisibility();
    Set<String> names = new HashSet<>();
    Deque<GraphQLType> next = new ArrayDeque<>();
    next.add(schema.getQueryType());
    if (schema.getMutationType() != null) {
      next.add(schema.getMutationType());
    }
    if (subscribes(visibility)) {
      next.add(schema.getSubscriptionType());
    }
    next.add(schema.getIntrospectionSchemaType());
    schema.getDirectives().forEach(one -> arguments(one.getArguments()).forEach(next::add));
    while (!next.isEmpty()) {
      GraphQLNamedType type = (GraphQLNamedType) GraphQLTypeUtil.unwrapAll(next.remove());
      if (names.add(type.getName())) {
        if (type instanceof GraphQLFieldsContainer object) {
          for (GraphQLFieldDefinition field : visibility.getFieldDefinitions(object)) {
            next.add(field.getType());
            arguments(visible(field)).forEach(next::add);
          }
        } else if (type instanceof GraphQLInputFieldsContainer input) {
          for (GraphQLInputObjectField field : visibility.getFieldDefinitions(input)) {
            next.add(field.getType());
          }
        }
      }
    }
    return names;
  }

  private static Stream<GraphQLType> arguments(List<GraphQLArgument> arguments) {
    return arguments.stream().map(GraphQLArgument::getType);
  }
}
