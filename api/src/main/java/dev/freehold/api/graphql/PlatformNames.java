package dev.freehold.api.graphql;

import dev.freehold.api.catalog.ReservedNames;
import dev.freehold.api.catalog.RootField.Root;
import dev.freehold.api.graphql.tables.SharedTypes;
import dev.freehold.api.graphql.tables.TableScalars;
import dev.freehold.api.operation.FieldSource;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads from the features' parts of the schema which names are taken. */
@Factory
@Requires(beans = FieldSource.class)
final class PlatformNames {

  @Singleton
  ReservedNames reserved(List<FieldSource> sources) {
    PlatformDefinitions definitions = PlatformDefinitions.of(sources);
    Set<String> types = definitions.typeNames();
    types.addAll(TableScalars.NAMES);
    types.addAll(SharedTypes.names());
    Map<Root, Set<String>> rootFields = new EnumMap<>(Root.class);
    for (Root root : Root.values()) {
      String name = root.name().charAt(0) + root.name().substring(1).toLowerCase(Locale.ROOT);
      rootFields.put(root, definitions.fieldNames(name));
    }
    return new ReservedNames(types, rootFields, definitions.fieldNames("User"));
  }
}
