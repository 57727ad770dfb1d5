package dev.freehold.api.graphql;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.execution.ResultPath;
import graphql.language.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An error as clients see it: {@code message}, {@code locations}, {@code path}, and on the top
 * level {@code code} and {@code details}; the code stands under {@code extensions} too.
 */
final class CodedError implements GraphQLError {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String message;
  private final transient Map<String, Object> details;
  private final transient List<SourceLocation> locations;
  private final transient List<Object> path;

  CodedError(
      ErrorCode code,
      String message,
      Map<String, Object> details,
      List<SourceLocation> locations,
      List<Object> path) {
    this.code = code;
    this.message = message;
    this.details = details;
    this.locations = locations;
    this.path = path;
  }

  static CodedError of(FreeholdException refusal) {
    return new CodedError(refusal.code(), refusal.getMessage(), refusal.details(), null, null);
  }

  CodedError at(ResultPath where, SourceLocation location) {
    return new CodedError(
        code,
        message,
        details,
        location == null ? null : List.of(location),
        where == null ? null : where.toList());
  }

  ErrorCode code() {
    return code;
  }

  @Override
  public String getMessage() {
    return message;
  }

  @Override
  public List<SourceLocation> getLocations() {
    return locations;
  }

  @Override
  public List<Object> getPath() {
    return path;
  }

  @Override
  public ErrorClassification getErrorType() {
    return ErrorClassification.errorClassification(code.code());
  }

  @Override
  public Map<String, Object> getExtensions() {
    return Map.of("code", code.code());
  }

  @Override
  public Map<String, Object> toSpecification() {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("message", message);
    if (locations != null && !locations.isEmpty()) {
      wire.put(
          "locations",
          locations.stream()
              .map(at -> Map.of("line", at.getLine(), "column", at.getColumn()))
              .toList());
    }
    if (path != null) {
      wire.put("path", path);
    }
    wire.put("code", code.code());
    wire.put("details", details);
    wire.put("extensions", getExtensions());
    return wire;
  }
}
