package dev.freehold.api.filter;

import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Scalar;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What filters can say of a cell, by the names that 8base clients know. */
public enum Predicate {
  EQUALS("equals", Operator.EQUALS, false),
  NOT_EQUALS("not_equals", Operator.EQUALS, true),
  IN("in", Operator.IN, false),
  NOT_IN("not_in", Operator.IN, true),
  GT("gt", Operator.GREATER, false),
  GTE("gte", Operator.GREATER_OR_EQUAL, false),
  LT("lt", Operator.LESS, false),
  LTE("lte", Operator.LESS_OR_EQUAL, false),
  CONTAINS("contains", Operator.CONTAINS, false),
  NOT_CONTAINS("not_contains", Operator.CONTAINS, true),
  STARTS_WITH("starts_with", Operator.STARTS_WITH, false),
  NOT_STARTS_WITH("not_starts_with", Operator.STARTS_WITH, true),
  ENDS_WITH("ends_with", Operator.ENDS_WITH, false),
  NOT_ENDS_WITH("not_ends_with", Operator.ENDS_WITH, true),
  HAS("has", Operator.HAS, false),
  JSON_CONTAINS("json_contains", Operator.JSON_CONTAINS, false),
  MATCHES("matches", Operator.MATCHES, false),
  IS_EMPTY("is_empty", Operator.EMPTY, false),
  IS_NOT_EMPTY("is_not_empty", Operator.EMPTY, true);

  private final String text;
  private final Operator operator;
  private final boolean negated;

  Predicate(String text, Operator operator, boolean negated) {
    this.text = text;
    this.operator = operator;
    this.negated = negated;
  }

  /** Its name in a filter. */
  public String text() {
    return text;
  }

  public Operator operator() {
    return operator;
  }

  /** True when it says that the operator does not hold. */
  public boolean negated() {
    return negated;
  }

  /** Those that mean something for cells of the type. */
  public static List<Predicate> of(ColumnType type) {
    return Arrays.stream(values()).filter(one -> one.fits(type)).toList();
  }

  static Optional<Predicate> of(String text, ColumnType type) {
    return of(type).stream().filter(one -> one.text.equals(text)).findFirst();
  }

  private boolean fits(ColumnType type) {
    if (type.array()) {
      return operator == Operator.HAS || operator == Operator.EMPTY;
    }
    Scalar scalar = type.scalar();
    return switch (operator) {
      case EMPTY -> true;
      case EQUALS, IN -> scalar != Scalar.JSON && scalar != Scalar.SEARCH_VECTOR;
      case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL -> scalar.ordered();
      case CONTAINS, STARTS_WITH, ENDS_WITH -> scalar == Scalar.STRING;
      case JSON_CONTAINS -> scalar == Scalar.JSON && type.sqlType().equals("jsonb");
      case MATCHES -> scalar == Scalar.SEARCH_VECTOR;
      case HAS -> false;
    };
  }
}
