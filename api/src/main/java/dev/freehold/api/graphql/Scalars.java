package dev.freehold.api.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.Value;
import graphql.scalars.ExtendedScalars;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** The scalars beside GraphQL's own. */
final class Scalars {
  static final GraphQLScalarType DATE_TIME =
      ExtendedScalars.DateTime.transform(type -> type.coercing(new InstantCoercing()));

  static final GraphQLScalarType JSON = ExtendedScalars.Json.transform(type -> type.name("JSON"));

  private Scalars() {}

  /** Our objects hold instants; the library's scalar wants an offset. */
  private static final class InstantCoercing implements Coercing<Instant, String> {
    private final Coercing<?, ?> text = ExtendedScalars.DateTime.getCoercing();

    @Override
    public String serialize(Object value, GraphQLContext context, Locale locale) {
      Object dated = value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value;
      return (String) text.serialize(dated, context, locale);
    }

    @Override
    public Instant parseValue(Object value, GraphQLContext context, Locale locale) {
      return instant(text.parseValue(value, context, locale));
    }

    @Override
    public Instant parseLiteral(
        Value<?> value, CoercedVariables variables, GraphQLContext context, Locale locale) {
      return instant(text.parseLiteral(value, variables, context, locale));
    }

    @Override
    public Value<?> valueToLiteral(Object value, GraphQLContext context, Locale locale) {
      return text.valueToLiteral(
          value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value, context, locale);
    }

    private static Instant instant(Object parsed) {
      return parsed == null ? null : ((OffsetDateTime) parsed).toInstant();
    }
  }
}
