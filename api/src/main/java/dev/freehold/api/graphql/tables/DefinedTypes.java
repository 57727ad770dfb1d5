package dev.freehold.api.graphql.tables;

import graphql.schema.GraphQLNamedType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The types that tables brought so far, beside those of the platform. */
final class DefinedTypes {
  private final Map<String, GraphQLNamedType> platform;
  private final Set<String> replaced = new HashSet<>();
  private final Map<String, GraphQLNamedType> types = new LinkedHashMap<>();

  DefinedTypes(Map<String, GraphQLNamedType> platform) {
    this.platform = platform;
  }

  void add(GraphQLNamedType type) {
    if (has(type.getName())) {
      throw new IllegalStateException("Two types have the name " + type.getName());
    }
    types.put(type.getName(), type);
  }

  boolean has(String name) {
    return types.containsKey(name) || (platform.containsKey(name) && !replaced.contains(name));
  }

  /** The platform's of that name, in whose place another one is to be added now. */
  GraphQLNamedType replaced(String name) {
    replaced.add(name);
    return platform(name);
  }

  GraphQLNamedType platform(String name) {
    return platform.get(name);
  }

  Map<String, GraphQLNamedType> all() {
    return types;
  }
}
