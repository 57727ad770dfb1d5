package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.ValueTexts;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what a mutation's {@code data} says of a row's columns. */
final class RowValues {
  private RowValues() {}

  /**
   * Column to value, as PostgreSQL reads it.
   *
   * @param grants what the caller may write: a column that none of them covers is not there
   */
  static Map<Column, String> of(Table table, Map<String, ?> data, List<WriteGrant> grants) {
    Map<Column, String> values = new LinkedHashMap<>();
    data.forEach((field, value) -> {
      Column column =
          table
              .field(field)
              .filter(Column::writable)
              .filter(one -> grants.stream().anyMatch(grant -> grant.covers(one)))
              .orElseThrow(() -> refused(table, field, "has no field of that name to write"));
      try {
        values.put(column, value == null ? null : ValueTexts.cell(column.type(), value));
      } catch (IllegalArgumentException e) {
        throw refused(table, field, String.valueOf(e.getMessage()));
      }
    });
    return values;
  }

  private static FreeholdException refused(Table table, String field, String reason) {
    return FreeholdException.of(
        ErrorCode.VALIDATION, field, table.names().type() + "." + field + " " + reason);
  }
}
