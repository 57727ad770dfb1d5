package dev.freehold.api.apitoken;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.Locale;
import java.util.Map;

/** Why an API token is not accepted; the constant in lower case is the stable {@code reason}. */
enum ApiTokenRefusal {
  API_TOKEN_UNKNOWN(ErrorCode.INVALID_TOKEN, "Send an API token as it was shown when it was made"),
  API_TOKEN_REVOKED(ErrorCode.INVALID_TOKEN, "Ask an administrator for another token"),
  API_TOKEN_EXPIRED(ErrorCode.TOKEN_EXPIRED, "Ask an administrator for another token");

  private final ErrorCode code;
  private final String remedy;

  ApiTokenRefusal(ErrorCode code, String remedy) {
    this.code = code;
    this.remedy = remedy;
  }

  FreeholdException exception() {
    return new FreeholdException(
        code, code.message(), Map.of("reason", name().toLowerCase(Locale.ROOT), "remedy", remedy));
  }
}
