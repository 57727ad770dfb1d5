package dev.freehold.api.permission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Rules and presets as JSON, without loss of a digit. */
final class Json {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** Digits up to which a whole number is written out. */
  private static final int LONGEST = 1_000;

  private Json() {}

  static @Nullable String write(@Nullable Object value) {
    try {
      return value == null ? null : JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Maps, lists and scalars are always JSON", e);
    }
  }

  static @Nullable Map<String, Object> read(@Nullable String json) {
    try {
      return json == null ? null : normal(JSON.readValue(json, new TypeReference<>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database checks that it is JSON", e);
    }
  }

  /** In a form in which equal objects are equal, wherever they come from. */
  static Map<String, Object> normal(Map<?, ?> object) {
    Map<String, Object> sorted = new TreeMap<>();
    object.forEach((key, value) -> sorted.put(String.valueOf(key), value(value)));
    return Collections.unmodifiableMap(sorted);
  }

  private static Object value(Object value) {
    return switch (value) {
      case Map<?, ?> map -> normal(map);
      case Collection<?> list -> list.stream().map(Json::value).toList();
      case Number number -> number(new BigDecimal(number.toString()));
      case null, default -> value;
    };
  }

  private static Number number(BigDecimal given) {
    BigDecimal number = given.stripTrailingZeros();
    if (number.scale() > 0 || number.precision() - number.scale() > LONGEST) {
      return number;
    }
    return number.precision() - number.scale() < 19
        ? (Number) number.longValueExact()
        : number.toBigIntegerExact();
  }
}
