package dev.freehold.api.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where two answers differ. Numbers and times may be written in different ways. */
final class Sameness {
  private static final double NOISE = 1e-9;

  private Sameness() {}

  static Optional<String> difference(String path, JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isObject()) {
      if (!names(expected).equals(names(actual))) {
        return Optional.of(path + ": " + names(expected) + " but was " + names(actual));
      }
      return expected.properties().stream()
          .map(one ->
              difference(path + '.' + one.getKey(), one.getValue(), actual.get(one.getKey())))
          .flatMap(Optional::stream)
          .findFirst();
    }
    if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
      for (int i = 0; i < expected.size(); i++) {
        Optional<String> difference = difference(path + '.' + i, expected.get(i), actual.get(i));
        if (difference.isPresent()) {
          return difference;
        }
      }
      return Optional.empty();
    }
    return same(expected, actual)
        ? Optional.empty()
        : Optional.of(path + ": " + expected + " but was " + actual);
  }

  private static List<String> names(JsonNode object) {
    return new ArrayList<>(object.properties().stream().map(Map.Entry::getKey).toList());
  }

  private static boolean same(JsonNode expected, JsonNode actual) {
    if (expected.isNumber() && actual.isNumber()) {
      double size = Math.max(1, Math.abs(expected.doubleValue()));
      return Math.abs(expected.doubleValue() - actual.doubleValue()) <= NOISE * size;
    }
    if (expected.isTextual() && actual.isTextual()) {
      return expected.equals(actual)
          || sameNumber(expected.textValue(), actual.textValue())
          || sameTime(expected.textValue(), actual.textValue());
    }
    return expected.equals(actual);
  }

  /** An average is rounded by PostgreSQL. */
  private static boolean sameNumber(String expected, String actual) {
    String number = "-?[0-9]+(\\.[0-9]+)?";
    if (!expected.matches(number) || !actual.matches(number) || !actual.contains(".")) {
      return false;
    }
    BigDecimal rounded = new BigDecimal(actual);
    return new BigDecimal(expected)
            .setScale(rounded.scale(), RoundingMode.HALF_UP)
            .compareTo(rounded)
        == 0;
  }

  private static boolean sameTime(String expected, String actual) {
    String time = "20[0-9]{2}-[0-9]{2}-[0-9]{2}T.*";
    return expected.matches(time)
        && actual.matches(time)
        && OffsetDateTime.parse(expected)
            .toInstant()
            .equals(OffsetDateTime.parse(actual).toInstant());
  }
}
