package dev.freehold.api.data;

import java.util.List;
import java.util.Map;

/**
 * A field as an operation selects it: fragments are merged, conditions decided, arguments coerced.
 *
 * @param key under which the answer stands
 * @param children empty for a scalar
 */
public record Selection(
    String key, String field, Map<String, Object> arguments, List<Selection> children) {
  /** The meta field of GraphQL. */
  public static final String TYPE_NAME = "__typename";

  public Selection {
    children = List.copyOf(children);
  }

  boolean isTypeName() {
    return field.equals(TYPE_NAME);
  }
}
