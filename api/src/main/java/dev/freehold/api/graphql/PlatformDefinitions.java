package dev.freehold.api.graphql;

import dev.freehold.api.operation.Fetcher;
import dev.freehold.api.operation.FieldSource;
import graphql.Directives;
import graphql.GraphQLException;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.DataFetcherFactories;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The features' parts of the schema, as they are written, and the schema that they make. */
final class PlatformDefinitions {
  private static final String BASE = "schema/base.graphqls";
  private static final String SUBSCRIPTION = "schema/subscription.graphqls";
  private static final Set<String> OF_SUBSCRIPTIONS =
      Set.copyOf(parse(SUBSCRIPTION).types().keySet());

  private final TypeDefinitionRegistry definitions;

  private PlatformDefinitions(TypeDefinitionRegistry definitions) {
    this.definitions = definitions;
  }

  /**
   * Reads and joins them.
   *
   * @throws IllegalStateException naming the resource that does not fit
   */
  static PlatformDefinitions of(Collection<FieldSource> sources) {
    TypeDefinitionRegistry definitions = parse(BASE);
    merge(definitions, SUBSCRIPTION);
    sources.forEach(source -> merge(definitions, source.schema()));
    return new PlatformDefinitions(definitions);
  }

  /** Whether only subscriptions need the type. */
  static boolean ofSubscriptions(GraphQLNamedType type) {
    return OF_SUBSCRIPTIONS.contains(type.getName());
  }

  /** Of types of any kind. */
  Set<String> typeNames() {
    Set<String> names = new HashSet<>(definitions.types().keySet());
    names.addAll(definitions.scalars().keySet());
    return names;
  }

  Set<String> fieldNames(String type) {
    Set<String> fields = new HashSet<>();
    Stream.concat(
            Stream.ofNullable(definitions.getTypeOrNull(type, ObjectTypeDefinition.class)),
            definitions.objectTypeExtensions().getOrDefault(type, List.of()).stream())
        .flatMap(part -> part.getFieldDefinitions().stream())
        .map(FieldDefinition::getName)
        .forEach(fields::add);
    return fields;
  }

  /** The schema of the platform alone, valid; without Mutation and Subscription while empty. */
  GraphQLSchema schema(Map<FieldCoordinates, Fetcher> fetchers) {
    GraphQLCodeRegistry.Builder code =
        GraphQLCodeRegistry.newCodeRegistry()
            .defaultDataFetcher(DataFetcherFactories.useDataFetcher(new PropertyFetcher()));
    fetchers.forEach((at, fetcher) -> code.dataFetcher(at, new FetcherAdapter(fetcher)));
    RuntimeWiring wiring =
        RuntimeWiring.newRuntimeWiring()
            .codeRegistry(code)
            .scalar(Scalars.DATE_TIME)
            .scalar(Scalars.JSON)
            .build();
    TypeDefinitionRegistry used = new TypeDefinitionRegistry().merge(definitions);
    for (String root : List.of("Mutation", "Subscription")) {
      ObjectTypeDefinition empty = used.getTypeOrNull(root, ObjectTypeDefinition.class);
      if (fieldNames(root).isEmpty() && empty != null) {
        used.remove(empty);
      }
    }
    // No client chooses to be given null where the schema promises a value.
    Directives.setExperimentalDisableErrorPropagationEnabled(false);
    try {
      return new SchemaGenerator().makeExecutableSchema(used, wiring);
    } catch (GraphQLException e) {
      throw new IllegalStateException("The GraphQL schema does not fit: " + e.getMessage(), e);
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
