package dev.freehold.api.definition;

import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.filter.ValueTexts;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.sql.SQLException;
import java.util.Map;

/** Writes the defaults of fields as literals. */
final class Constants {
  private Constants() {}

  /** Like {@code '1'::integer}. */
  static String literal(Present present, ColumnType type, Object value) throws SQLException {
    try {
      String text = present.constant(ValueTexts.cell(type, value), type.sqlType());
      return Ddl.literal("default", text) + "::" + type.sqlType();
    } catch (IllegalArgumentException e) {
      throw new FreeholdException(
          ErrorCode.VALIDATION,
          ErrorCode.VALIDATION.message(),
          Map.of("default", String.valueOf(e.getMessage())),
          e);
    }
  }
}
