package dev.freehold.api.operation;

/** Takes the fetchers of a {@link FieldSource}. A field registered twice stops the start. */
public interface FieldRegistry {
  void field(String type, String field, Fetcher fetcher);

  default void query(String field, Fetcher fetcher) {
    field("Query", field, fetcher);
  }

  default void mutation(String field, Fetcher fetcher) {
    field("Mutation", field, fetcher);
  }
}
