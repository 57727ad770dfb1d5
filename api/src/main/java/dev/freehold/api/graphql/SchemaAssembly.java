package dev.freehold.api.graphql;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.graphql.tables.TableDefinitions;
import dev.freehold.api.graphql.tables.TableTypes;
import dev.freehold.api.operation.FieldSource;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Joins the platform's own types, which are made and validated once, and those of tables, which are
 * made anew for each catalog. What the tables bring is built without being validated: a large
 * schema takes seconds for that, and tests validate whatever tables can bring.
 */
final class SchemaAssembly {
  private static final Set<String> ROOTS = Set.of("Query", "Mutation");

  private final GraphQLSchema platform;
  private final Map<String, GraphQLNamedType> types = new TreeMap<>();

  private SchemaAssembly(GraphQLSchema platform) {
    this.platform = platform;
    platform.getAllTypesAsList().stream()
        .filter(type -> !type.getName().startsWith("__"))
        .forEach(type -> types.put(type.getName(), type));
  }

  /**
   * Makes the platform's part.
   *
   * @throws IllegalStateException naming the resource or the field that does not fit
   */
  static SchemaAssembly of(Collection<FieldSource> sources) {
    RegisteredFields registered = new RegisteredFields();
    sources.forEach(source -> source.register(registered));
    GraphQLSchema platform = PlatformDefinitions.of(sources).schema(registered.fetchers());
    check(platform, registered);
    return new SchemaAssembly(platform);
  }

  /** The whole schema. A type that tables bring takes the place of the platform's of that name. */
  GraphQLSchema with(Catalog catalog) {
    Map<String, GraphQLNamedType> own = new TreeMap<>();
    types.forEach((name, type) -> own.put(name, Unlinked.of(type)));
    TableTypes tables = TableDefinitions.of(catalog, own);
    GraphQLObjectType subscription = root(own, "Subscription", tables.subscriptions());
    GraphQLSchema.FastBuilder schema =
        new GraphQLSchema.FastBuilder(
                GraphQLCodeRegistry.newCodeRegistry(platform.getCodeRegistry()),
                root(own, "Query", tables.queries()),
                root(own, "Mutation", tables.mutations()),
                subscription)
            .addTypes(tables.types().values())
            .additionalDirectives(platform.getDirectives());
    own.forEach((name, type) -> {
      if (!ROOTS.contains(name)
          && !tables.types().containsKey(name)
          && (subscription != null || !PlatformDefinitions.ofSubscriptions(type))) {
        schema.addType(type);
      }
    });
    return schema.build();
  }

  /** A type without fields is no valid one, so it is there only with some. */
  private static GraphQLObjectType root(
      Map<String, GraphQLNamedType> own, String name, List<GraphQLFieldDefinition> fields) {
    if (own.get(name) instanceof GraphQLObjectType platform) {
      return platform.transform(type -> type.fields(fields));
    }
    return fields.isEmpty()
        ? null
        : GraphQLObjectType.newObject().name(name).fields(fields).build();
  }

  private static void check(GraphQLSchema schema, RegisteredFields registered) {
    List<String> faults = new ArrayList<>();
    for (FieldCoordinates at : registered.fetchers().keySet()) {
      if (!(schema.getType(at.getTypeName()) instanceof GraphQLObjectType type)
          || type.getFieldDefinition(at.getFieldName()) == null) {
        faults.add(at.getTypeName() + "." + at.getFieldName() + " has a fetcher but no definition");
      }
    }
    for (String type : registered.types()) {
      if (!(schema.getType(type) instanceof GraphQLObjectType)) {
        faults.add(type + " has a record but no definition");
      }
    }
    for (GraphQLObjectType type : objectTypes(schema)) {
      for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
        if (!registered.answers(type.getName(), field.getName())) {
          faults.add(type.getName() + "." + field.getName() + " has neither fetcher nor property");
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException(
          faults.stream()
              .collect(Collectors.joining("; ", "The GraphQL schema does not fit: ", "")));
    }
  }

  private static List<GraphQLObjectType> objectTypes(GraphQLSchema schema) {
    return schema.getAllTypesAsList().stream()
        .filter(type -> type instanceof GraphQLObjectType && !type.getName().startsWith("__"))
        .map(GraphQLObjectType.class::cast)
        .toList();
  }
}
