package dev.freehold.api.reference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.catalog.ColumnType;
import dev.freehold.api.catalog.EnumType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** Values of few kinds, so that many are the same. */
final class RandomValues {
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "Alpha",
          "alphabet",
          "beta_1",
          "beta-1",
          "50%",
          "b\\c",
          "O'Brien",
          "\"q\"",
          "{x}");
  private static final List<String> WORDS = List.of("alpha", "beta", "gamma");

  private final Random random;
  private final List<String> users;

  RandomValues(Random random, List<String> users) {
    this.random = random;
    this.users = users;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  int upTo(int most) {
    return random.nextInt(most + 1);
  }

  /** A few of them, in their order. */
  <T> List<T> some(List<T> of, double probability) {
    return of.stream().filter(_ -> chance(probability)).toList();
  }

  Object value(ColumnType type) {
    if (type.array()) {
      return Stream.generate(() -> one(TEXTS)).limit(upTo(3)).toList();
    }
    return switch (type.scalar()) {
      case ID -> type.sqlType().equals("uuid") ? uuid() : (Object) (1 + upTo(30));
      case INT -> random.nextInt(11) - 5;
      case BIGINT -> chance(0.3) ? 9007199254740993L + upTo(2) : (long) upTo(9);
      case NUMERIC -> BigDecimal.valueOf(random.nextInt(401) - 200, 2);
      case FLOAT -> (random.nextInt(81) - 40) * 0.25;
      case STRING -> one(TEXTS);
      case BOOLEAN -> random.nextBoolean();
      case DATE -> LocalDate.of(2026, 11, 1 + upTo(6));
      case DATETIME -> Instant.parse("2026-11-21T00:00:00Z").plusSeconds(3600L * upTo(8));
      case ENUM -> one(type.enumType().values().stream().map(EnumType.Value::label).toList());
      case JSON -> json();
      case SEARCH_VECTOR -> new Values.Words(new TreeSet<>(some(WORDS, 0.5)));
      default -> throw new AssertionError(type);
    };
  }

  private String uuid() {
    return chance(0.7) ? one(users) : new UUID(upTo(3), upTo(3)).toString();
  }

  /** An object; also a part that others may contain. */
  JsonNode json() {
    var object = Values.JSON.objectNode();
    if (chance(0.6)) {
      object.put("a", upTo(2));
    }
    if (chance(0.4)) {
      object.putObject("b").put("c", one(TEXTS));
    }
    return object;
  }

  /** What a text may contain. */
  String part(String text) {
    if (text.isEmpty()) {
      return "a";
    }
    int begin = random.nextInt(text.length());
    String part = text.substring(begin, begin + 1 + random.nextInt(text.length() - begin));
    return chance(0.5) ? part.toUpperCase(Locale.ROOT) : part;
  }

  String search() {
    List<String> words = new ArrayList<>(List.of(one(WORDS)));
    if (chance(0.5)) {
      words.add((chance(0.5) ? "-" : "") + one(WORDS));
    }
    return String.join(" ", words);
  }
}
