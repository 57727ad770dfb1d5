package dev.freehold.api.graphql;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.Map;

/** The limits by the name a refusal gives them; the setting is {@code freehold.limits.<name>}. */
enum Limit {
  /** Nested fields of an operation, introspection aside. */
  DEPTH("depth"),
  /** One a field, times the rows of the lists above it. */
  COST("cost"),
  /** Fields of an operation with its fragments written out. */
  FIELDS("fields"),
  ALIASES("aliases"),
  ROOT_FIELDS("root-fields"),
  DIRECTIVES("directives"),
  /** Words and signs of the query text. */
  TOKENS("tokens"),
  /** Lists inside lists of a query about the schema. */
  INTROSPECTION_DEPTH("introspection-depth"),
  /** Operations in one array. */
  BATCH("batch"),
  /** Bytes of a request. */
  BODY_SIZE("body-size"),
  /** Milliseconds an operation may take. */
  TIME("time");

  private final String label;

  Limit(String label) {
    this.label = label;
  }

  String setting() {
    return "freehold.limits." + label;
  }

  /** The refusal; its details name the limit, the highest value it allows and its setting. */
  FreeholdException exceeded(long maximum) {
    return new FreeholdException(
        ErrorCode.LIMIT_EXCEEDED,
        "The request exceeds the limit '%s' of %d".formatted(label, maximum),
        Map.of("limit", label, "maximum", maximum, "setting", setting()));
  }

  void check(long value, long maximum) {
    if (value > maximum) {
      throw exceeded(maximum);
    }
  }
}
