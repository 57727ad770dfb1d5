package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.data.RowData.KeyData;
import dev.freehold.api.filter.Filter;
import dev.freehold.api.filter.Operand;
import dev.freehold.api.filter.Operator;
import dev.freehold.api.filter.ValueTexts;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what names a single row: a value for each column of a unique key. */
final class KeyParser {
  private final Accesses accesses;

  KeyParser(Accesses accesses) {
    this.accesses = accesses;
  }

  /**
   * A key of the table, of columns that the caller may read.
   *
   * @throws FreeholdException {@link ErrorCode#VALIDATION}, the details naming the place
   */
  KeyData of(Table table, Map<String, ?> given, String path) {
    if (accesses.read(table).denied()) {
      throw Refusal.notAuthorized(path);
    }
    Map<Column, String> values = new LinkedHashMap<>();
    given.forEach((field, value) -> {
      String at = Refusal.path(path, field);
      Column column =
          table
              .field(field)
              .filter(one -> accesses.sees(table, field))
              .filter(one -> WritableRelation.keyColumns(table).anyMatch(one::equals))
              .orElseThrow(() -> refused(at, "is no part of a key"));
      if (value != null) {
        try {
          values.put(column, ValueTexts.cell(column.type(), value));
        } catch (IllegalArgumentException e) {
          throw refused(at, table.names().type() + "." + field + " " + e.getMessage());
        }
      }
    });
    if (WritableRelation.keys(table).stream().noneMatch(values.keySet()::containsAll)) {
      throw refused(path, "Say which one, by its id or a unique field");
    }
    return new KeyData(values, path);
  }

  /** The condition that a row is the one. */
  static Filter filter(KeyData key) {
    List<Filter> all = new ArrayList<>();
    key.values()
        .forEach((column, text) ->
            all.add(new Filter.Compare(column, Operator.EQUALS, new Operand.Value(text))));
    return Filter.all(all);
  }

  private static FreeholdException refused(String path, String reason) {
    return FreeholdException.of(ErrorCode.VALIDATION, path, reason);
  }
}
