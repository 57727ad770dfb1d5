package dev.freehold.api.data;

import java.util.List;

/**
 * What a caller may do.
 *
 * @param fields by the names of GraphQL, in the table's order; empty when nothing is allowed, and
 *     for deletions
 */
record AccessAnswer(boolean allowed, List<String> fields) {
  static final AccessAnswer DENIED = new AccessAnswer(false, List.of());

  AccessAnswer {
    fields = List.copyOf(fields);
  }
}
