package dev.freehold.api.user;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.Locale;
import java.util.Map;

/** Why identities stay as they are; the constant in lower case is the stable {@code reason}. */
enum LinkRefusal {
  IDENTITY_TOKEN_NOT_ACCEPTED("Send a valid token of the other profile as the argument"),
  IDENTITY_TOKEN_TOO_OLD("Log in to the other profile again and link at once"),
  IDENTITY_OF_ANOTHER_USER("It belongs to another user; an administrator can merge the two"),
  IDENTITY_DELETED("The account was deleted at its issuer"),
  IDENTITY_UNKNOWN("The user has no such identity"),
  LAST_IDENTITY("Without it the user could not log in; link another one first"),
  SAME_USER("Name two users"),
  USER_DISABLED("One of the two is disabled; enable or disable both first");

  private final String remedy;

  LinkRefusal(String remedy) {
    this.remedy = remedy;
  }

  FreeholdException exception() {
    return exception(null);
  }

  FreeholdException exception(Throwable cause) {
    return new FreeholdException(
        ErrorCode.ILLEGAL_OPERATION,
        ErrorCode.ILLEGAL_OPERATION.message(),
        Map.of("reason", name().toLowerCase(Locale.ROOT), "remedy", remedy),
        cause);
  }
}
