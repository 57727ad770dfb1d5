package dev.freehold.api.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.EnumType;
import dev.freehold.api.catalog.Scalar;
import dev.freehold.api.filter.Variable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The values of cells: how they compare, and how they are written. */
final class Values {
  static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Values() {}

  /** Less than, equal to or greater than zero, as PostgreSQL orders values of the type. */
  static int compare(ColumnType type, Object one, Object other) {
    if (type.scalar() == Scalar.ENUM) {
      List<String> labels = type.enumType().values().stream().map(EnumType.Value::label).toList();
      return Integer.compare(labels.indexOf(one), labels.indexOf(other));
    }
    return switch (one) {
      case Integer a -> a.compareTo((Integer) other);
      case Long a -> a.compareTo((Long) other);
      case BigDecimal a -> a.compareTo((BigDecimal) other);
      case Double a -> a.compareTo((Double) other);
      case String a -> a.compareTo((String) other);
      case Boolean a -> a.compareTo((Boolean) other);
      case LocalDate a -> a.compareTo((LocalDate) other);
      case Instant a -> a.compareTo((Instant) other);
      default -> throw new AssertionError(one.getClass());
    };
  }

  /** An operand as a filter has it. */
  static Object json(ColumnType type, Object operand) {
    return switch (operand) {
      case Variable variable -> variable.text();
      case List<?> all -> all.stream().map(one -> json(type, one)).toList();
      case Long number when type.scalar() == Scalar.INT -> number;
      case Long _, BigDecimal _, LocalDate _, Instant _ -> operand.toString();
      default -> operand;
    };
  }

  /** A literal of SQL. */
  static String sql(Object value) {
    return switch (value) {
      case null -> "null";
      case Collection<?> all ->
          "array[" + String.join(",", all.stream().map(Values::sql).toList()) + "]::text[]";
      case Words(Set<String> words) -> "to_tsvector('simple', '" + String.join(" ", words) + "')";
      case Integer _, Long _, BigDecimal _, Double _, Boolean _ -> value.toString();
      default -> "'" + value.toString().replace("'", "''") + "'";
    };
  }

  /** The words of a text prepared for search. */
  record Words(Set<String> words) {}

  /** A cell as it is answered. */
  static JsonNode answer(ColumnType type, Object value) {
    return switch (value) {
      case null -> JSON.nullNode();
      case Collection<?> all -> {
        ArrayNode array = JSON.arrayNode();
        all.forEach(one -> array.add(one.toString()));
        yield array;
      }
      case JsonNode json -> json;
      case Boolean flag -> JSON.booleanNode(flag);
      case Double number -> JSON.numberNode(number);
      case Integer number when type.scalar() != Scalar.ID -> JSON.numberNode(number);
      case BigDecimal number -> JSON.textNode(number.toPlainString());
      default -> JSON.textNode(value.toString());
    };
  }
}
