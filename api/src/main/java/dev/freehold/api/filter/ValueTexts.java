package dev.freehold.api.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.EnumType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes values of GraphQL and JSON as PostgreSQL reads them for a column's type. */
public final class ValueTexts {
  private static final JsonMapper JSON = new JsonMapper();

  private ValueTexts() {}

  /**
   * A value for the whole cell: for an array column a list, at any depth.
   *
   * @throws IllegalArgumentException saying what the value is not
   */
  public static String cell(ColumnType type, Object value) {
    return type.array() ? array(type, value) : one(type, value);
  }

  /**
   * One value of the type, for an array column one element.
   *
   * @throws IllegalArgumentException saying what the value is not
   */
  public static String one(ColumnType type, Object value) {
    try {
      return text(type, value);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new IllegalArgumentException("is no " + type.graphQlName(), e);
    }
  }

  /** The texts as one array literal of PostgreSQL. */
  public static String literal(List<String> texts) {
    return texts.stream()
        .map(text -> text == null ? "NULL" : quoted(text))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String array(ColumnType type, Object value) {
    if (!(value instanceof List<?> elements)) {
      throw new IllegalArgumentException("is no list");
    }
    return elements.stream()
        .map(element ->
            element instanceof List<?>
                ? array(type, element)
                : element == null ? "NULL" : quoted(one(type, element)))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String text(ColumnType type, Object value) {
    return switch (type.scalar()) {
      case SMALLINT -> Short.toString(new BigDecimal(plain(value)).shortValueExact());
      case INT -> Integer.toString(new BigDecimal(plain(value)).intValueExact());
      case BIGINT -> new BigDecimal(plain(value)).toBigIntegerExact().toString();
      case NUMERIC -> new BigDecimal(plain(value)).toString();
      case FLOAT -> Double.toString(Double.parseDouble(plain(value)));
      case BOOLEAN -> {
        if (value instanceof Boolean flag) {
          yield flag.toString();
        }
        throw new IllegalArgumentException("is no Boolean");
      }
      case ID -> id(type, plain(value));
      case ENUM -> label(type.enumType(), plain(value));
      case JSON -> json(value);
      case BYTES -> "\\x" + HexFormat.of().formatHex(Base64.getDecoder().decode(plain(value)));
      default -> plain(value);
    };
  }

  private static String plain(Object value) {
    if (value instanceof String
        || value instanceof Number
        || value instanceof UUID
        || value instanceof TemporalAccessor) {
      String text = value.toString();
      if (text.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("has a character that PostgreSQL cannot hold");
      }
      return text;
    }
    throw new IllegalArgumentException("is of another type");
  }

  private static String id(ColumnType type, String text) {
    return switch (type.sqlType().replace("[]", "")) {
      case "uuid" -> {
        if (text.length() != 36) {
          throw new IllegalArgumentException("is no UUID");
        }
        yield UUID.fromString(text).toString();
      }
      case "smallint", "int2", "integer", "int4", "bigint", "int8" ->
          new BigInteger(text).toString();
      default -> text;
    };
  }

  private static String label(EnumType type, String name) {
    return type.label(name)
        .orElseThrow(() -> new IllegalArgumentException("is no value of " + type.type()));
  }

  private static String json(Object value) {
    try {
      String text = JSON.writeValueAsString(value);
      if (text.contains("\\u0000")) {
        throw new IllegalArgumentException("has a character that PostgreSQL cannot hold");
      }
      return text;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is no JSON", e);
    }
  }
}
