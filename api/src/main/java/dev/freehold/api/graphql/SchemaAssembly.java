package dev.freehold.api.graphql;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.graphql.tables.TableDefinitions;
import dev.freehold.api.graphql.tables.TableNamespace;
import dev.freehold.api.graphql.tables.TableWiring;
import dev.freehold.api.operation.FieldSource;
import graphql.GraphQLException;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Joins the features' parts to one schema and refuses one that could not answer all its fields. */
final class SchemaAssembly {
  private static final String BASE = "schema/base.graphqls";
  private static final String SUBSCRIPTION = "schema/subscription.graphqls";

  private SchemaAssembly() {}

  /**
   * Makes the schema.
   *
   * @throws IllegalStateException naming the resource or the field that does not fit
   */
  static GraphQLSchema assemble(Collection<FieldSource> sources, Catalog catalog) {
    TypeDefinitionRegistry definitions = definitions(sources);
    RegisteredFields registered = new RegisteredFields();
    sources.forEach(source -> source.register(registered));
    dropUnusedMutation(definitions);
    Set<String> own = Set.copyOf(definitions.types().keySet());
    TableDefinitions.add(catalog, definitions);
    dropUnusedSubscription(definitions);
    GraphQLSchema schema = generate(definitions, registered);
    check(schema, registered, new TableNamespace(catalog), own);
    return schema;
  }

  /** The features' parts joined, not checked yet. */
  static TypeDefinitionRegistry definitions(Collection<FieldSource> sources) {
    TypeDefinitionRegistry definitions = parse(BASE);
    merge(definitions, SUBSCRIPTION);
    sources.forEach(source -> merge(definitions, source.schema()));
    return definitions;
  }

  private static GraphQLSchema generate(
      TypeDefinitionRegistry definitions, RegisteredFields registered) {
    GraphQLCodeRegistry.Builder code =
        GraphQLCodeRegistry.newCodeRegistry().defaultDataFetcher(field -> new PropertyFetcher());
    registered
        .fetchers()
        .forEach((at, fetcher) -> code.dataFetcher(at, new FetcherAdapter(fetcher)));
    RuntimeWiring wiring =
        RuntimeWiring.newRuntimeWiring()
            .codeRegistry(code)
            .scalar(Scalars.DATE_TIME)
            .scalar(Scalars.JSON)
            .wiringFactory(new TableWiring())
            .build();
    try {
      return DeepStack.call(() -> new SchemaGenerator().makeExecutableSchema(definitions, wiring));
    } catch (GraphQLException e) {
      throw new IllegalStateException("The GraphQL schema does not fit: " + e.getMessage(), e);
    }
  }

  private static void check(
      GraphQLSchema schema, RegisteredFields registered, TableNamespace tables, Set<String> own) {
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
        if (own.contains(type.getName())
            && tables.root(type.getName(), field.getName()).isEmpty()
            && !tables.answers(type.getName(), field.getName())
            && !registered.answers(type.getName(), field.getName())) {
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

  /** A type without fields is no valid schema, so Mutation stays out until a feature has one. */
  private static void dropUnusedMutation(TypeDefinitionRegistry definitions) {
    if (!definitions.objectTypeExtensions().containsKey("Mutation")) {
      definitions.getType("Mutation", ObjectTypeDefinition.class).ifPresent(definitions::remove);
    }
  }

  /** There is none without a table; the names are taken anyway. */
  private static void dropUnusedSubscription(TypeDefinitionRegistry definitions) {
    if (!definitions.objectTypeExtensions().containsKey("Subscription")) {
      parse(SUBSCRIPTION)
          .types()
          .keySet()
          .forEach(type -> definitions.getType(type).ifPresent(definitions::remove));
    }
  }

  private static void merge(TypeDefinitionRegistry definitions, String resource) {
    try {
      definitions.merge(parse(resource));
    } catch (GraphQLException e) {
      throw new IllegalStateException(resource + " does not fit: " + e.getMessage(), e);
    }
  }

  private static TypeDefinitionRegistry parse(String resource) {
    try (InputStream sdl = SchemaAssembly.class.getClassLoader().getResourceAsStream(resource)) {
      if (sdl == null) {
        throw new IllegalStateException("The GraphQL schema " + resource + " is not there");
      }
      return new SchemaParser().parse(new String(sdl.readAllBytes(), StandardCharsets.UTF_8));
    } catch (GraphQLException e) {
      throw new IllegalStateException(resource + " is not valid: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
