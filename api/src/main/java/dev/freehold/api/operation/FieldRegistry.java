package dev.freehold.api.operation;

import java.util.Set;

/** Takes the fetchers of a {@link FieldSource}. A field registered twice stops the start. */
public interface FieldRegistry {
  void field(String type, String field, Fetcher fetcher);

  /**
   * Says that the objects of a type are records of this class. Each of its fields needs a component
   * of its name or a fetcher.
   */
  void type(String type, Class<? extends Record> properties);

  /** Says that the objects of a type are maps with these keys. */
  void type(String type, Set<String> keys);

  default void query(String field, Fetcher fetcher) {
    field("Query", field, fetcher);
  }

  default void mutation(String field, Fetcher fetcher) {
    field("Mutation", field, fetcher);
  }
}
