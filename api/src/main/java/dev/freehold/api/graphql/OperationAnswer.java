package dev.freehold.api.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to one operation.
 *
 * @param executed whether there is a {@code data} entry, which may be null
 */
record OperationAnswer(boolean executed, Object data, List<CodedError> errors) {
  /** The operation was not executed. */
  static OperationAnswer refused(CodedError error) {
    return new OperationAnswer(false, null, List.of(error));
  }

  /**
   * The bearer was refused. The data entry stands for the status 200 that clients need to refresh
   * their token and try again, whatever media type they accept.
   */
  static OperationAnswer unauthenticated(CodedError error) {
    return new OperationAnswer(true, null, List.of(error));
  }

  /** Nobody waits for it. */
  static OperationAnswer unheard() {
    return new OperationAnswer(false, null, List.of());
  }

  Map<String, Object> toSpecification() {
    Map<String, Object> wire = new LinkedHashMap<>();
    if (executed) {
      wire.put("data", data);
    }
    if (!errors.isEmpty()) {
      wire.put("errors", errors.stream().map(CodedError::toSpecification).toList());
    }
    return wire;
  }
}
