package dev.freehold.api.changes;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/**
 * Why nobody can subscribe to a table. The constant in lower case is the stable {@code reason} in
 * the error's details.
 */
enum WatchRefusal {
  CHANGES_NOT_PREPARED(
      "the company's database has no log of changes",
      "Grant the API's role CREATE on that database, or run the statements of the guide about subscriptions there"),
  TABLE_NOT_WATCHED(
      "does not tell of its changes and FREEHOLD_SUBSCRIPTIONS_TRIGGERS is 'never'",
      "Run freehold.watch for the table, or set it to 'create'"),
  TRIGGER_PRIVILEGE_MISSING(
      "does not tell of its changes and the API's role may not make triggers on it",
      "Grant the API's role TRIGGER on the table, or run freehold.watch for it as its owner"),
  TABLE_NOT_WATCHABLE("is of a kind that cannot tell of its changes", "Subscribe to a plain table"),
  TABLE_BUSY("is in use by a long transaction", "Try again shortly");

  private final String text;
  private final String remedy;

  WatchRefusal(String text, String remedy) {
    this.text = text;
    this.remedy = remedy;
  }

  /** Which of them the database's refusal to make triggers means. */
  static WatchRefusal of(SQLException cause) {
    return switch (String.valueOf(cause.getSQLState())) {
      case "42501" -> TRIGGER_PRIVILEGE_MISSING;
      case "55P03", "40P01" -> TABLE_BUSY;
      default -> TABLE_NOT_WATCHABLE;
    };
  }

  /** The refusal for the table that GraphQL calls so. */
  FreeholdException exception(String name, @Nullable Throwable cause) {
    return new FreeholdException(
        ErrorCode.ILLEGAL_OPERATION,
        ErrorCode.ILLEGAL_OPERATION.message(),
        Map.of(name, text, "reason", name().toLowerCase(Locale.ROOT), "remedy", remedy),
        cause);
  }
}
