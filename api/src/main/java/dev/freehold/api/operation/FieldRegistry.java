package dev.freehold.api.operation;

/** Takes the fetchers of a {@link FieldSource}. A field registered twice stops the start. */
public interface FieldRegistry {
  void field(String type, String field, Fetcher fetcher);

  /**
   * Says that the objects of a type are records of this class, so that a field with neither a
   * fetcher nor a component of its name stops the start. A type not said here is served from
   * records or maps all the same, but a missing property shows only when it is asked for.
   */
  void type(String type, Class<? extends Record> properties);

  default void query(String field, Fetcher fetcher) {
    field("Query", field, fetcher);
  }

  default void mutation(String field, Fetcher fetcher) {
    field("Mutation", field, fetcher);
  }
}
