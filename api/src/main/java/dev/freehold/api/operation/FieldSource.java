package dev.freehold.api.operation;

/**
 * A feature's part of the GraphQL schema: the SDL it adds and the fetchers behind its fields. Every
 * bean of this type is assembled at start; a field of the SDL that has neither a fetcher nor a
 * matching property stops the start.
 */
public interface FieldSource {
  /**
   * Class-path resource with this feature's SDL; it uses {@code extend type Query} and {@code
   * extend type Mutation}.
   */
  String schema();

  void register(FieldRegistry fields);
}
