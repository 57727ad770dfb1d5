package dev.freehold.api.data;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.Map;

/** Refusals that name the place in a mutation's data, like {@code comments.create.0.text}. */
final class Refusal {
  private Refusal() {}

  /** The place below another one; that is empty for the root of the data. */
  static String path(String path, String name) {
    return path.isEmpty() ? name : path + '.' + name;
  }

  /** The caller may not do that. */
  static FreeholdException notAuthorized(String path) {
    String reason = ErrorCode.NOT_AUTHORIZED.message();
    return new FreeholdException(
        ErrorCode.NOT_AUTHORIZED,
        reason,
        path.isEmpty()
            ? Map.of("permissions", reason)
            : Map.of("permissions", reason, "path", path));
  }

  /** The row is not there, or not for the caller. */
  static FreeholdException notFound(String path) {
    return FreeholdException.of(ErrorCode.ENTITY_NOT_FOUND, path, "There is no such row");
  }

  /** The database left it out. */
  static FreeholdException notTaken(String path) {
    return invalid(path.isEmpty() ? "data" : path, "The database did not take it");
  }

  /** It cannot be done, whoever asks. */
  static FreeholdException invalid(String path, String reason) {
    return FreeholdException.of(ErrorCode.VALIDATION, path, reason);
  }
}
