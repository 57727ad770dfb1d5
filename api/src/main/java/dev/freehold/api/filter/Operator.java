package dev.freehold.api.filter;

/** How a cell compares with an operand. */
public enum Operator {
  EQUALS,
  /** Equals one of them. */
  IN,
  GREATER,
  GREATER_OR_EQUAL,
  LESS,
  LESS_OR_EQUAL,
  /** A text that holds the other, whatever the case of its letters. */
  CONTAINS,
  STARTS_WITH,
  ENDS_WITH,
  /** Null, or a text without characters, or an array without elements. */
  EMPTY,
  /** An array that has that element. */
  HAS,
  /** A {@code jsonb} that contains the other, as PostgreSQL's {@code @>} says. */
  JSON_CONTAINS,
  /** A {@code tsvector} that a web-like search finds. */
  MATCHES
}
