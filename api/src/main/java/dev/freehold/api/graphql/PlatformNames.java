package dev.freehold.api.graphql;

import dev.freehold.api.catalog.ReservedNames;
import dev.freehold.api.catalog.RootField.Root;
import dev.freehold.api.graphql.tables.SharedTypes;
import dev.freehold.api.graphql.tables.TableScalars;
import dev.freehold.api.operation.FieldSource;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads from the features' parts of the schema which names are taken. */
@Factory
@Requires(beans = FieldSource.class)
final class PlatformNames {

  @Singleton
  ReservedNames reserved(List<FieldSource> sources) {
    TypeDefinitionRegistry definitions = SchemaAssembly.definitions(sources);
    Set<String> types = new HashSet<>(definitions.types().keySet());
    types.addAll(definitions.scalars().keySet());
    types.addAll(TableScalars.NAMES);
    types.addAll(SharedTypes.names());
    Map<Root, Set<String>> rootFields = new EnumMap<>(Root.class);
    for (Root root : Root.values()) {
      String name = root.name().charAt(0) + root.name().substring(1).toLowerCase(Locale.ROOT);
      rootFields.put(root, fields(definitions, name));
    }
    return new ReservedNames(types, rootFields, fields(definitions, "User"));
  }

  private static Set<String> fields(TypeDefinitionRegistry definitions, String type) {
    Set<String> fields = new HashSet<>();
    Stream.concat(
            definitions.getType(type, ObjectTypeDefinition.class).stream(),
            definitions.objectTypeExtensions().getOrDefault(type, List.of()).stream())
        .flatMap(part -> part.getFieldDefinitions().stream())
        .map(FieldDefinition::getName)
        .forEach(fields::add);
    return fields;
  }
}
