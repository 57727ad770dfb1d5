package dev.freehold.api.catalog;

/** What the database makes of a row that is inserted into a table. */
public enum OnInsert {
  /** The row as {@code returning} answers it; all constraints hold once the statement is done. */
  PLAIN,
  /** The same, but some constraint is looked at only when the transaction ends. */
  CHECKED_LATER,
  /**
   * What cannot be told: a trigger, a rule, row security, a partition or a default's function of
   * the company's own may change this row or others.
   */
  ANYTHING;

  /** By its letter in {@link CatalogSql#TABLES}. */
  static OnInsert of(char letter) {
    return switch (letter) {
      case 'p' -> PLAIN;
      case 'l' -> CHECKED_LATER;
      default -> ANYTHING;
    };
  }
}
