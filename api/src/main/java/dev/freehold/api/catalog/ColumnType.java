package dev.freehold.api.catalog;

import io.micronaut.core.annotation.Nullable;

/**
 * A column's type. Domains are resolved to the type below.
 *
 * @param sqlType to cast a parameter to, quoted where that is needed and with {@code []} for
 *     arrays: {@code text}, {@code bpchar}, {@code "Order Status"[]}. Without length or precision,
 *     since such a cast would cut the value
 * @param array of any number of dimensions, as PostgreSQL has it
 * @param enumType set when, and only when, the scalar is {@link Scalar#ENUM}
 */
public record ColumnType(
    Scalar scalar, String sqlType, boolean array, @Nullable EnumType enumType) {
  public ColumnType {
    if ((scalar == Scalar.ENUM) != (enumType != null)) {
      throw new IllegalArgumentException(
          "An enum's type belongs to the scalar ENUM, and to it only");
    }
  }

  /** A type that is neither array nor enum. */
  public static ColumnType of(Scalar scalar, String sqlType) {
    return new ColumnType(scalar, sqlType, false, null);
  }

  /** True when rows can be put in order by such cells. */
  public boolean sortable() {
    return !array && (scalar.ordered() || scalar == Scalar.BOOLEAN);
  }

  /** The name of the GraphQL type of one value. */
  public String graphQlName() {
    return enumType == null ? scalar.graphQlName() : enumType.type();
  }
}
