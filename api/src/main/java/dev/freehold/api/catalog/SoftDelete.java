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
}
