package dev.freehold.api.user;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Why a token that was verified speaks for nobody (any longer). The constant in lower case is the
 * stable {@code reason} in the error's details; the remedy beside it is for people and may change.
 */
enum CallerRefusal {
  USER_DELETED(ErrorCode.INVALID_TOKEN, "token", "its account was deleted", "Sign up again"),
  SESSION_ENDED(ErrorCode.INVALID_TOKEN, "token", "its session has ended", "Log in again"),
  TOKEN_REVOKED(ErrorCode.INVALID_TOKEN, "token", "it was revoked", "Log in again"),
  USER_DISABLED(
      ErrorCode.NOT_AUTHORIZED, "user", "is disabled", "Ask an administrator to enable the user"),
  IDENTITY_DISABLED(
      ErrorCode.NOT_AUTHORIZED,
      "user",
      "is disabled",
      "Ask an administrator to enable the account where one logs in"),
  /** The node can neither rely on what it remembers nor ask: it vouches for nobody. */
  DATABASE_UNAVAILABLE(
      ErrorCode.EXTERNAL_SERVICE, "database", "did not answer", "Try again shortly");

  private final ErrorCode code;
  private final String key;
  private final String text;
  private final String remedy;

  CallerRefusal(ErrorCode code, String key, String text, String remedy) {
    this.code = code;
    this.key = key;
    this.text = text;
    this.remedy = remedy;
  }

  FreeholdException exception() {
    return exception(null);
  }

  FreeholdException exception(Throwable cause) {
    Map<String, Object> details = new HashMap<>();
    details.put(key, text);
    details.put("reason", name().toLowerCase(Locale.ROOT));
    details.put("remedy", remedy);
    if (code == ErrorCode.NOT_AUTHORIZED) {
      // As in every refusal of this code that 8base clients know.
      details.put("permissions", code.message());
    }
    return new FreeholdException(code, code.message(), details, cause);
  }
}
