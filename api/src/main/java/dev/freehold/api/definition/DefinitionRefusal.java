package dev.freehold.api.definition;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Why a definition is not changed; each constant in lower case is a reason of docs/errors.md. */
enum DefinitionRefusal {
  OTHER_DATABASE("Tables in a database of their own are changed by migrations there"),
  PLATFORM_TABLE("The platform's tables stay; fields can be added to Users"),
  PLATFORM_COLUMN("The platform's own columns stay as they are"),
  DATA_WOULD_BE_LOST("Say force: true if it may be lost"),
  DATA_DOES_NOT_FIT("Give the rows values that fit first, or the field a default"),
  TYPE_NOT_CONVERTIBLE("Make another field of that type, and delete this one"),
  TABLE_IN_USE("Delete first what refers to it: relations of other tables, views"),
  TABLE_BUSY("Somebody is using or changing the table: try again"),
  CHANGE_TOO_SLOW("The table is large: change it by a migration, at a quiet time"),
  DATABASE_RIGHTS_MISSING(
      "The API's role of the database must own the table, and may create in the schema");

  private final String remedy;

  DefinitionRefusal(String remedy) {
    this.remedy = remedy;
  }

  private String reason() {
    return name().toLowerCase(Locale.ROOT);
  }

  FreeholdException refused() {
    return refused(Map.of(), null);
  }

  FreeholdException refused(Map<String, ?> more, @Nullable Throwable cause) {
    Map<String, Object> details = new HashMap<>(more);
    details.put("reason", reason());
    details.put("remedy", remedy);
    ErrorCode code = ErrorCode.ILLEGAL_OPERATION;
    return new FreeholdException(code, code.message(), details, cause);
  }

  /** What PostgreSQL's refusal means; its texts are not shown, since they may quote rows. */
  static RuntimeException of(SQLException cause) {
    String state = String.valueOf(cause.getSQLState());
    if (state.startsWith("22") || state.startsWith("23")) {
      return DATA_DOES_NOT_FIT.refused(Map.of(), cause);
    }
    return switch (state) {
      case "55P03", "40P01" -> TABLE_BUSY.refused(Map.of(), cause);
      case "57014" -> CHANGE_TOO_SLOW.refused(Map.of(), cause);
      case "42501" -> DATABASE_RIGHTS_MISSING.refused(Map.of(), cause);
      case "2BP01", "0A000" -> TABLE_IN_USE.refused(Map.of(), cause);
      case "42804", "42846" -> TYPE_NOT_CONVERTIBLE.refused(Map.of(), cause);
      case "42P07", "42701", "42710" ->
          invalid(ErrorCode.ENTITY_EXISTS, "name", "There is such a name", cause);
      case "42P01", "42703", "42704", "3F000" ->
          invalid(ErrorCode.ENTITY_NOT_FOUND, "name", "It has just been changed", cause);
      case "42601", "42P16" ->
          invalid(ErrorCode.VALIDATION, "name", "The column's kind does not allow it", cause);
      case "54011" -> invalid(ErrorCode.LIMIT_EXCEEDED, "fields", "There are too many", cause);
      default -> new IllegalStateException("The company's database refused", cause);
    };
  }

  private static FreeholdException invalid(
      ErrorCode code, String subject, String text, Throwable cause) {
    return new FreeholdException(code, code.message(), Map.of(subject, text), cause);
  }
}
