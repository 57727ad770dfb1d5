package dev.freehold.api.catalog;

import io.micronaut.core.annotation.Nullable;

/**
 * What a column's values are, apart from whether they are arrays. Each stands for one or more types
 * of PostgreSQL and for one scalar of GraphQL.
 */
public enum Scalar {
  /**
   * {@code uuid} wherever it stands; also integers and texts that are a table's whole primary key,
   * or refer to one. A string in JSON, whatever its type in SQL.
   */
  ID("ID", true),
  /** {@code integer}. */
  INT("Int", true),
  /** {@code smallint}. */
  SMALLINT("Int", true),
  /** {@code bigint}; a string in JSON, where numbers are exact up to 2^53 only. */
  BIGINT("BigInt", true),
  /** {@code real} and {@code double precision}. */
  FLOAT("Float", true),
  /** {@code numeric}; a string in JSON, so that no digit is lost. */
  NUMERIC("BigDecimal", true),
  BOOLEAN("Boolean", false),
  /** {@code text}, {@code varchar}, {@code char}, {@code name} and {@code citext}. */
  STRING("String", true),
  /** ISO 8601, like {@code 2026-11-21}. */
  DATE("Date", true),
  /** {@code time} without a zone. */
  TIME("LocalTime", true),
  /** {@code timetz}. */
  TIMETZ("Time", true),
  /** {@code timestamptz}; RFC 3339. */
  DATETIME("DateTime", true),
  /** {@code timestamp} without a zone. */
  LOCAL_DATETIME("LocalDateTime", true),
  /** {@code interval}; ISO 8601, like {@code P1DT2H}. */
  INTERVAL("Duration", true),
  /** {@code json} and {@code jsonb}; only the latter can be compared. */
  JSON("JSON", false),
  /** {@code bytea}; base64 in JSON. */
  BYTES("Base64", false),
  /** One of the labels of {@link ColumnType#enumType()}; ordered as declared. */
  ENUM(null, true),
  /** {@code inet} and {@code cidr}. */
  INET("Inet", true),
  /** {@code macaddr} and {@code macaddr8}. */
  MAC("MAC", true),
  /** Ranges of PostgreSQL, its own and those one declares, in its notation: {@code [1,5)}. */
  RANGE("Range", true),
  /** Multiranges, in PostgreSQL's notation: <code>{[1,3),[5,7)}</code>. */
  MULTIRANGE("Range", true),
  /** {@code tsvector}, to be searched; its text is of little use. */
  SEARCH_VECTOR("SearchVector", false);

  private final String graphQlName;
  private final boolean ordered;

  Scalar(@Nullable String graphQlName, boolean ordered) {
    this.graphQlName = graphQlName;
    this.ordered = ordered;
  }

  /** The scalar of GraphQL; null for {@link #ENUM}, whose types have names of their own. */
  public @Nullable String graphQlName() {
    return graphQlName;
  }

  /** True when one value can be less than another in a way that means something. */
  public boolean ordered() {
    return ordered;
  }

  /** True when values can be added up. */
  public boolean numeric() {
    return switch (this) {
      case INT, SMALLINT, BIGINT, FLOAT, NUMERIC -> true;
      default -> false;
    };
  }
}
