package dev.freehold.api.data;

import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.Scalar;
import io.micronaut.core.annotation.Nullable;
import java.util.Arrays;
import java.util.Optional;

/** The types in which a group's values can be asked for, by their names in GraphQL. */
enum GroupValueType {
  /** As a cell of that type is shown. */
  ITS_OWN(null, null),
  STRING("String", "text"),
  /** Refused by PostgreSQL when the number has more than 32 bits. */
  INT("Int", "int"),
  FLOAT("Float", "double precision"),
  BIG_INT("BigInt", "text"),
  BIG_DECIMAL("BigDecimal", "text"),
  ID("ID", "text");

  private final @Nullable String graphQlName;
  private final @Nullable String sqlType;

  GroupValueType(@Nullable String graphQlName, @Nullable String sqlType) {
    this.graphQlName = graphQlName;
    this.sqlType = sqlType;
  }

  /** How a value shows as that; empty when it cannot. */
  static Optional<GroupValueType> of(String name, ColumnType type) {
    // The names of an enum's values are in JSON what texts are.
    if (name.equals(type.graphQlName()) || (name.equals("String") && type.enumType() != null)) {
      return Optional.of(ITS_OWN);
    }
    return Arrays.stream(values())
        .filter(one -> name.equals(one.graphQlName) && one.takes(type.scalar()))
        .findFirst();
  }

  private boolean takes(Scalar scalar) {
    boolean integer = scalar == Scalar.INT || scalar == Scalar.SMALLINT || scalar == Scalar.BIGINT;
    return switch (this) {
      case ITS_OWN -> false;
      case STRING -> true;
      case INT, BIG_INT -> integer;
      case FLOAT, BIG_DECIMAL -> scalar.numeric();
      case ID -> integer || scalar == Scalar.STRING;
    };
  }

  void write(Sql sql, ColumnType type, Runnable value) {
    if (this == ITS_OWN) {
      JsonCell.write(sql, type, value);
      return;
    }
    sql.add("(");
    value.run();
    sql.add(")::").add(sqlType);
  }
}
