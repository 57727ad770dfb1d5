package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.filter.Operand;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.Map;

/** Reads {@code first}, {@code last}, {@code skip}, {@code after} and {@code before}. */
final class PagePlanner {
  private static final int USUAL = 100;

  private PagePlanner() {}

  static Page page(Table table, ReadLimits limits, Map<String, Object> arguments) {
    Page part = part(limits, arguments);
    return new Page(
        part.most(),
        part.fromEnd(),
        part.skip(),
        place(table, "after", arguments),
        place(table, "before", arguments));
  }

  /** The same where there are no rows to begin or end at. */
  static Page part(ReadLimits limits, Map<String, Object> arguments) {
    Integer last = (Integer) arguments.get("last");
    if (arguments.get("first") != null && last != null) {
      throw refused("last", "goes not together with first");
    }
    int most = most(limits, last == null ? "first" : "last", arguments);
    int skip = arguments.get("skip") instanceof Integer given ? given : 0;
    if (skip < 0) {
      throw refused("skip", "must not be less than 0");
    }
    return new Page(most, last != null, skip, null, null);
  }

  /** How many the argument asks for. */
  static int most(ReadLimits limits, String name, Map<String, Object> arguments) {
    int most =
        arguments.get(name) instanceof Integer asked ? asked : Math.min(USUAL, limits.rows());
    if (most < 0 || most > limits.rows()) {
      throw refused(name, "must be between 0 and " + limits.rows());
    }
    return most;
  }

  private static Operand place(Table table, String name, Map<String, Object> arguments) {
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
    return Operand.of(key.type(), false, id, name);
  }

  private static FreeholdException refused(String subject, String reason) {
    return FreeholdException.of(ErrorCode.VALIDATION, subject, reason);
  }
}
