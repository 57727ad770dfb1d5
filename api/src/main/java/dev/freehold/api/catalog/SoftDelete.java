package dev.freehold.api.catalog;

/**
 * How rows are deleted without being removed.
 *
 * @param column of a time stamp, null while the row counts; or a boolean, true once it is deleted
 */
public record SoftDelete(Column column) {
  /** True for a time stamp, false for a boolean. */
  public boolean timed() {
    return column.type().scalar() != Scalar.BOOLEAN;
  }

  /** True for a column that can say whether a row is deleted. */
  static boolean fits(Column column) {
    if (column.type().array() || !column.writable()) {
      return false;
    }
    return switch (column.type().scalar()) {
      case BOOLEAN -> true;
      case DATETIME, LOCAL_DATETIME -> column.nullable();
      default -> false;
    };
  }
}
