package dev.freehold.api;

import dev.freehold.api.secret.UnreadableSecret;
import java.net.BindException;
import java.sql.SQLException;
import java.util.Optional;

/** Puts what an operator can repair into one line; anything else keeps its stack trace. */
final class StartFailure {
  private StartFailure() {}

  static Optional<String> explain(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return database(sql.getSQLState());
      }
      if (cause instanceof UnreadableSecret) {
        return Optional.of(cause.getMessage());
      }
      if (cause instanceof BindException) {
        return Optional.of(
            "A port is taken: set FREEHOLD_API_PORT or FREEHOLD_MANAGEMENT_PORT to a free one");
      }
    }
    return Optional.empty();
  }

  /** By class of SQLSTATE: PostgreSQL documentation, appendix A. */
  private static Optional<String> database(String state) {
    if (state.startsWith("08")) {
      return Optional.of(
          "The database does not answer: check FREEHOLD_DATABASE_URL and that PostgreSQL runs");
    }
    if (state.startsWith("28")) {
      return Optional.of(
          "The database refuses the log-in: check FREEHOLD_DATABASE_USER and"
              + " FREEHOLD_DATABASE_PASSWORD");
    }
    if (state.equals("3D000")) {
      return Optional.of("The database of FREEHOLD_DATABASE_URL does not exist: create it first");
    }
    return Optional.empty();
  }
}
