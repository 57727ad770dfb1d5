package dev.freehold.api.graphql;

import dev.freehold.api.operation.Fetcher;
import dev.freehold.api.operation.FieldRegistry;
import graphql.schema.FieldCoordinates;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the features registered, before it is checked against the schema. */
final class RegisteredFields implements FieldRegistry {
  private final Map<FieldCoordinates, Fetcher> fetchers = new LinkedHashMap<>();
  private final Map<String, Class<? extends Record>> types = new LinkedHashMap<>();

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
    if (types.putIfAbsent(type, properties) != null) {
      throw new IllegalStateException("GraphQL type %s is registered twice".formatted(type));
    }
  }

  Map<FieldCoordinates, Fetcher> fetchers() {
    return fetchers;
  }

  Map<String, Class<? extends Record>> types() {
    return types;
  }

  boolean answers(String type, String field) {
    if (fetchers.containsKey(FieldCoordinates.coordinates(type, field))) {
      return true;
    }
    Class<? extends Record> properties = types.get(type);
    if (properties == null) {
      return !type.equals("Query") && !type.equals("Mutation");
    }
    return Arrays.stream(properties.getRecordComponents())
        .anyMatch(component -> component.getName().equals(field));
  }
}
