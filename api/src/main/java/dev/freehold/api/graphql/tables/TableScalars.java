package dev.freehold.api.graphql.tables;

import graphql.GraphQLContext;
import graphql.Scalars;
import graphql.execution.CoercedVariables;
import graphql.language.EnumValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.scalars.ExtendedScalars;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.GraphQLScalarType;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The scalars of columns. Their values pass as they are: what PostgreSQL takes for the column's
 * type is decided where the statement is written, and answers come from the database as JSON.
 */
public final class TableScalars {
  private static final Coercing<?, ?> ANY = ExtendedScalars.Json.getCoercing();

  private static final Map<String, String> DESCRIPTIONS =
      Map.ofEntries(
          Map.entry("BigInt", "An integer of 64 bits, as a text: numbers of JSON lose digits."),
          Map.entry(
              "BigDecimal", "A number of any precision, as a text: none of its digits is lost."),
          Map.entry("Date", "A date as in ISO 8601, like `2026-11-21`."),
          Map.entry("LocalTime", "A time of day, like `08:30:00`."),
          Map.entry("Time", "A time of day with its offset, like `08:30:00+01`."),
          Map.entry(
              "LocalDateTime", "A date and time without an offset, like `2026-11-21T08:30:00`."),
          Map.entry("Duration", "A span of time as in ISO 8601, like `P1DT2H`."),
          Map.entry("Base64", "Bytes in base64."),
          Map.entry("Inet", "An address or network of IP, like `192.0.2.0/24`."),
          Map.entry("MAC", "A hardware address, like `08:00:2b:01:02:03`."),
          Map.entry("Range", "A range or several in the notation of PostgreSQL, like `[1,5)`."),
          Map.entry("SearchVector", "A text prepared for search; filter it by `matches`."));

  /** Of all that a table may need. */
  public static final Set<String> NAMES = DESCRIPTIONS.keySet();

  private TableScalars() {}

  /** The scalar of that name; DateTime and JSON are the platform's. */
  static GraphQLScalarType of(String name) {
    return switch (name) {
      case "ID" -> Scalars.GraphQLID;
      case "Int" -> Scalars.GraphQLInt;
      case "Float" -> Scalars.GraphQLFloat;
      case "String" -> Scalars.GraphQLString;
      case "Boolean" -> Scalars.GraphQLBoolean;
      default -> of(name, DESCRIPTIONS.get(name));
    };
  }

  static GraphQLScalarType of(String name, String description) {
    return GraphQLScalarType.newScalar()
        .name(name)
        .description(description)
        .coercing(new Plain(name))
        .build();
  }

  private record Plain(String name) implements Coercing<Object, Object> {
    @Override
    public Object serialize(Object value, GraphQLContext context, Locale locale) {
      return value;
    }

    @Override
    public Object parseValue(Object value, GraphQLContext context, Locale locale) {
      return value;
    }

    @Override
    public Object parseLiteral(
        Value<?> value, CoercedVariables variables, GraphQLContext context, Locale locale) {
      if (value instanceof EnumValue word) {
        // So that orderBy can be written without quotation marks.
        return word.getName();
      }
      Object parsed = ANY.parseLiteral(value, variables, context, locale);
      if (parsed == null) {
        throw new CoercingParseLiteralException("is no " + name);
      }
      return parsed;
    }

    @Override
    public Value<?> valueToLiteral(Object value, GraphQLContext context, Locale locale) {
      return StringValue.of(String.valueOf(value));
    }
  }
}
