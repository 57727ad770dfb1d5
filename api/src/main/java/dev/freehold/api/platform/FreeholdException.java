package dev.freehold.api.platform;

import java.util.Map;

/**
 * A refusal whose text is safe to show to the client. Whatever must not be shown belongs into the
 * cause, which only the log sees.
 */
public final class FreeholdException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient Map<String, Object> details;

  public FreeholdException(ErrorCode code, String message, Map<String, Object> details) {
    this(code, message, details, null);
  }

  public FreeholdException(
      ErrorCode code, String message, Map<String, Object> details, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.details = Map.copyOf(details);
  }

  /** A refusal with the code's own text and one detail, key to reason. */
  public static FreeholdException of(ErrorCode code, String key, String reason) {
    return new FreeholdException(code, code.message(), Map.of(key, reason));
  }

  /** The caller may not do this; the text and details are the ones 8base clients know. */
  public static FreeholdException notAuthorized() {
    return of(ErrorCode.NOT_AUTHORIZED, "permissions", ErrorCode.NOT_AUTHORIZED.message());
  }

  /** Our own database does not answer. */
  public static FreeholdException databaseUnavailable(Throwable cause) {
    return new FreeholdException(
        ErrorCode.EXTERNAL_SERVICE,
        ErrorCode.EXTERNAL_SERVICE.message(),
        Map.of(
            "database", "did not answer",
            "reason", "database_unavailable",
            "remedy", "Try again shortly"),
        cause);
  }

  public ErrorCode code() {
    return code;
  }

  /** JSON-ready values: field or subject to reason. Never null, may be empty. */
  public Map<String, Object> details() {
    return details == null ? Map.of() : details;
  }
}
