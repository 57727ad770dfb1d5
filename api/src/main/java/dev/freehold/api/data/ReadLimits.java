package dev.freehold.api.data;

import dev.freehold.api.permission.Limits;

/**
 * How much a caller may read of a table at once: the most that one of his roles grants.
 *
 * @param rows of one list
 * @param depth levels of relations below the table
 * @param aggregates whether rows may be counted
 */
record ReadLimits(int rows, int depth, boolean aggregates) {
  /** What is granted by no role. */
  static final ReadLimits NOTHING = new ReadLimits(0, 0, false);

  /** The rows of a list that nobody may exceed, unless a permission says more. */
  private static final int MOST_ROWS = 1_000;

  static ReadLimits of(Limits limits) {
    return new ReadLimits(
        limits.rows() == null ? MOST_ROWS : limits.rows(),
        limits.depth() == null ? Integer.MAX_VALUE : limits.depth(),
        limits.aggregates());
  }

  ReadLimits or(ReadLimits other) {
    return new ReadLimits(
        Math.max(rows, other.rows), Math.max(depth, other.depth), aggregates || other.aggregates);
  }
}
