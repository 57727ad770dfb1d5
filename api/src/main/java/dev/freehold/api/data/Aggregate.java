package dev.freehold.api.data;

import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Scalar;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be said of many cells of one column together. Empty cells do not count. */
public enum Aggregate {
  COUNT("count"),
  COUNT_DISTINCT("countDistinct"),
  SUM("sum"),
  AVG("avg"),
  MIN("min"),
  MAX("max"),
  /** True when all are, null when there are none. */
  AND("and"),
  /** True when one is, null when there are none. */
  OR("or"),
  /** The different values in their order. */
  DISTINCT("distinct");

  private static final ColumnType NUMBER_OF_CELLS = ColumnType.of(Scalar.INT, "bigint");
  private static final ColumnType NUMERIC = ColumnType.of(Scalar.NUMERIC, "numeric");

  private final String field;

  Aggregate(String field) {
    this.field = field;
  }

  /** Its field of GraphQL. */
  public String field() {
    return field;
  }

  /** Those that mean something for cells of the type. */
  public static List<Aggregate> of(ColumnType type) {
    return Arrays.stream(values()).filter(one -> one.result(type).isPresent()).toList();
  }

  static Optional<Aggregate> of(String field) {
    return Arrays.stream(values()).filter(one -> one.field.equals(field)).findFirst();
  }

  /** The type of GraphQL that has what can be said of such cells. */
  public static String typeName(ColumnType type) {
    return type.sortable() ? type.graphQlName() + "Aggregates" : "ValueAggregates";
  }

  /**
   * What comes out for cells of the type, wide enough to lose no digit; empty where it means
   * nothing.
   */
  public Optional<ColumnType> result(ColumnType type) {
    boolean alike = type.sortable();
    return switch (this) {
      case COUNT -> Optional.of(NUMBER_OF_CELLS);
      case COUNT_DISTINCT -> Optional.of(NUMBER_OF_CELLS).filter(_ -> alike);
      case SUM, AVG -> type.array() ? Optional.empty() : total(type);
      case MIN, MAX -> Optional.of(type).filter(_ -> alike && hasLeast(type.scalar()));
      case AND, OR -> Optional.of(type).filter(_ -> alike && type.scalar() == Scalar.BOOLEAN);
      case DISTINCT ->
          alike
              ? Optional.of(
                  new ColumnType(type.scalar(), type.sqlType() + "[]", true, type.enumType()))
              : Optional.empty();
    };
  }

  private Optional<ColumnType> total(ColumnType type) {
    return switch (type.scalar()) {
      case INT, SMALLINT ->
          Optional.of(this == SUM ? ColumnType.of(Scalar.BIGINT, "bigint") : NUMERIC);
      case BIGINT, NUMERIC -> Optional.of(NUMERIC);
      case FLOAT -> Optional.of(ColumnType.of(Scalar.FLOAT, "double precision"));
      case INTERVAL -> Optional.of(type);
      default -> Optional.empty();
    };
  }

  /** PostgreSQL has {@code min} for them; for UUIDs it is written by hand. */
  private static boolean hasLeast(Scalar scalar) {
    return switch (scalar) {
      case ID, INT, SMALLINT, BIGINT, FLOAT, NUMERIC, STRING, ENUM, INET -> true;
      case DATE, TIME, TIMETZ, DATETIME, LOCAL_DATETIME, INTERVAL -> true;
      case BOOLEAN, JSON, BYTES, MAC, RANGE, MULTIRANGE, SEARCH_VECTOR -> false;
    };
  }
}
