package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.ValueTexts;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.Map;

/** Reads {@code first}, {@code last}, {@code skip}, {@code after} and {@code before}. */
final class PagePlanner {
  private static final int USUAL = 100;

  private PagePlanner() {}

  static Page page(Table table, ReadAccess access, Map<String, Object> arguments) {
    Integer first = (Integer) arguments.get("first");
    Integer last = (Integer) arguments.get("last");
    if (first != null && last != null) {
      throw refused("last", "goes not together with first");
    }
    Integer asked = first == null ? last : first;
    int most = asked == null ? Math.min(USUAL, access.limits().rows()) : asked;
    if (most < 0 || most > access.limits().rows()) {
      throw refused(
          first == null ? "last" : "first", "must be between 0 and " + access.limits().rows());
    }
    int skip = arguments.get("skip") instanceof Integer given ? given : 0;
    if (skip < 0) {
      throw refused("skip", "must not be less than 0");
    }
    return new Page(
        most,
        last != null,
        skip,
        place(table, "after", arguments),
        place(table, "before", arguments));
  }

  private static String place(Table table, String name, Map<String, Object> arguments) {
    Object id = arguments.get(name);
    if (id == null) {
      return null;
    }
    Column key =
        table
            .primaryKey()
            .filter(one -> one.columns().size() == 1)
            .map(one -> one.columns().getFirst())
            .orElseThrow(() -> refused(name, "needs a table with a primary key of one column"));
    try {
      return ValueTexts.one(key.type(), id);
    } catch (IllegalArgumentException e) {
      throw refused(name, String.valueOf(e.getMessage()));
    }
  }

  private static FreeholdException refused(String subject, String reason) {
    return FreeholdException.of(ErrorCode.VALIDATION, subject, reason);
  }
}
