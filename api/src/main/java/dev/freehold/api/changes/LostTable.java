package dev.freehold.api.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.api.catalog.TableId;
import java.util.List;
import java.util.Optional;

/** Reads the news that changes of a table could not be noted: {@code lost ["public", "posts"]}. */
final class LostTable {
  private static final String PREFIX = "lost ";
  private static final JsonMapper JSON = new JsonMapper();

  private LostTable() {}

  static Optional<TableId> of(String payload) {
    if (!payload.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      List<?> names = JSON.readValue(payload.substring(PREFIX.length()), List.class);
      return names.size() == 2
          ? Optional.of(new TableId((String) names.getFirst(), (String) names.getLast()))
          : Optional.empty();
    } catch (JsonProcessingException | ClassCastException e) {
      // Anybody may notify.
      return Optional.empty();
    }
  }
}
