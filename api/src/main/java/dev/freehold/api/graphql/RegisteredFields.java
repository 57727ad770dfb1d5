package dev.freehold.api.graphql;

import dev.freehold.api.operation.Fetcher;
import dev.freehold.api.operation.FieldRegistry;
import graphql.schema.FieldCoordinates;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the features registered, before it is checked against the schema. */
final class RegisteredFields implements FieldRegistry {
  private final Map<FieldCoordinates, Fetcher> fetchers = new LinkedHashMap<>();
  private final Map<String, Set<String>> types = new LinkedHashMap<>();

  @Override
  public void field(String type, String field, Fetcher fetcher) {
    FieldCoordinates at = FieldCoordinates.coordinates(type, field);
    if (fetchers.putIfAbsent(at, fetcher) != null) {
      throw new IllegalStateException(
          "GraphQL field %s.%s is registered twice".formatted(type, field));
    }
  }

  @Override
  public void type(String type, Class<? extends Record> properties) {
    type(
        type,
        Arrays.stream(properties.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public void type(String type, Set<String> keys) {
    if (types.putIfAbsent(type, keys) != null) {
      throw new IllegalStateException("GraphQL type %s is registered twice".formatted(type));
    }
  }

  Map<FieldCoordinates, Fetcher> fetchers() {
    return fetchers;
  }

  Set<String> types() {
    return types.keySet();
  }

  boolean answers(String type, String field) {
    return fetchers.containsKey(FieldCoordinates.coordinates(type, field))
        || types.getOrDefault(type, Set.of()).contains(field);
  }
}
