package dev.freehold.api.definition;

import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Scalar;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The types a field can be given, and the types of PostgreSQL that store them. */
enum FieldType {
  STRING("text", Scalar.STRING),
  INT("integer", Scalar.INT),
  BIG_INT("bigint", Scalar.BIGINT),
  BIG_DECIMAL("numeric", Scalar.NUMERIC),
  FLOAT("double precision", Scalar.FLOAT),
  BOOLEAN("boolean", Scalar.BOOLEAN),
  DATE("date", Scalar.DATE),
  DATE_TIME("timestamptz", Scalar.DATETIME),
  ID("uuid", Scalar.ID),
  JSON("jsonb", Scalar.JSON);

  private final String sql;
  private final Scalar scalar;

  FieldType(String sql, Scalar scalar) {
    this.sql = sql;
    this.scalar = scalar;
  }

  /** The type that a column of the catalog was given; empty when it is none of these. */
  static Optional<FieldType> of(ColumnType type) {
    return Arrays.stream(values())
        .filter(
            one -> one.sql.equals(element(type)) || (one.scalar == type.scalar() && plain(type)))
        .findFirst();
  }

  private static String element(ColumnType type) {
    return type.array() ? type.sqlType().replace("[]", "") : type.sqlType();
  }

  /** Of those scalars that stand for one type of PostgreSQL only. */
  private static boolean plain(ColumnType type) {
    return switch (type.scalar()) {
      case INT, BIGINT, NUMERIC, BOOLEAN, DATE, DATETIME -> true;
      default -> false;
    };
  }

  String sql(boolean list) {
    return list ? sql + "[]" : sql;
  }

  /** As a type of values that are constants. */
  ColumnType column(boolean list) {
    return new ColumnType(scalar, sql(list), list, null);
  }

  /** True when every value of this type is one of the other, too. */
  boolean fitsInto(FieldType other) {
    return other == this
        || other == STRING
        || switch (this) {
          case INT -> Set.of(BIG_INT, BIG_DECIMAL, FLOAT).contains(other);
          case BIG_INT -> other == BIG_DECIMAL;
          default -> false;
        };
  }
}
