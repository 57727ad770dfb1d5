package dev.freehold.api.data;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.sql.SQLException;
import java.util.Map;

/**
 * What PostgreSQL's errors mean for a client
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html). Its texts are not shown: they
 * may quote rows that the client does not see.
 */
final class SqlRefusals {
  private SqlRefusals() {}

  static RuntimeException of(SQLException cause) {
    return of(cause, "");
  }

  /**
   * The same, of something said in a mutation's data.
   *
   * @param path where; empty for the root of the data
   */
  static RuntimeException of(SQLException cause, String path) {
    String place = path.isEmpty() ? "data" : path;
    String state = String.valueOf(cause.getSQLState());
    if (state.startsWith("22")) {
      return refused(
          ErrorCode.VALIDATION,
          path.isEmpty() ? "value" : path,
          "A value does not fit its type",
          cause);
    }
    return switch (state) {
      case "23505" -> refused(ErrorCode.ENTITY_EXISTS, place, "There is such a row already", cause);
      case "23502" -> refused(ErrorCode.VALIDATION, place, "A value is missing", cause);
      case "23503" ->
          refused(
              ErrorCode.VALIDATION,
              place,
              "It refers to a row that is not there, or others refer to it",
              cause);
      case "23514", "23P01" ->
          refused(ErrorCode.VALIDATION, place, "A value is not allowed here", cause);
      // The table is not any more what the catalog said.
      case "42P01", "42703", "42883", "42804" ->
          refused(
              ErrorCode.ILLEGAL_OPERATION,
              "schema",
              "The table has just changed: try again",
              cause);
      case "40001", "40P01" ->
          refused(
              ErrorCode.ILLEGAL_OPERATION, "conflict", "Others changed the same: try again", cause);
      default -> new IllegalStateException("The company's database refused", cause);
    };
  }

  private static FreeholdException refused(
      ErrorCode code, String subject, String reason, SQLException cause) {
    return new FreeholdException(code, code.message(), Map.of(subject, reason), cause);
  }
}
