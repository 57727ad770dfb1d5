package dev.freehold.api.graphql;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.Map;

/**
 * One operation as it came over HTTP.
 *
 * @param operationName null when the text holds one operation only
 */
record OperationRequest(String query, String operationName, Map<String, Object> variables) {

  /**
   * Reads the parameters of the GraphQL-over-HTTP specification.
   *
   * @throws FreeholdException with BAD_REQUEST naming the parameter that is not of its form
   */
  static OperationRequest of(Object parameters) {
    if (!(parameters instanceof Map<?, ?> map)) {
      throw refused("body", "is neither an object nor an array of objects");
    }
    if (!(map.get("query") instanceof String query)) {
      throw refused("query", "is missing or not a string");
    }
    Object name = map.get("operationName");
    if (name != null && !(name instanceof String)) {
      throw refused("operationName", "is not a string");
    }
    object(map, "extensions");
    return new OperationRequest(query, (String) name, object(map, "variables"));
  }

  static FreeholdException refused(String subject, String reason) {
    return FreeholdException.of(ErrorCode.BAD_REQUEST, subject, reason);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Map<?, ?> parameters, String name) {
    Object value = parameters.get(name);
    if (value != null && !(value instanceof Map)) {
      throw refused(name, "is not an object");
    }
    return value == null ? Map.of() : (Map<String, Object>) value;
  }
}
