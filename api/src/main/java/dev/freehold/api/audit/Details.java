package dev.freehold.api.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.platform.Masking;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Makes an entry's details small and harmless. */
final class Details {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_TEXT = 400;
  private static final int MOST_ITEMS = 50;
  private static final int DEEPEST = 4;
  private static final int MOST_CHARACTERS = 4_000;
  private static final String MASK = "[secret]";

  /** By the last word of the name: {@code tokenId} names no secret, {@code refreshToken} does. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(password|passphrase|secret|token|credential|authorization|key|otp)s?");

  private Details() {}

  static String json(Map<String, ?> details) {
    String json = write(object(details, 1));
    if (json.length() <= MOST_CHARACTERS) {
      return json;
    }
    List<String> names =
        new TreeSet<>(details.keySet()).stream().limit(MOST_ITEMS).map(Details::text).toList();
    String brief = write(Map.of("truncated", true, "names", names));
    return brief.length() <= MOST_CHARACTERS ? brief : write(Map.of("truncated", true));
  }

  static Map<String, Object> read(String json) {
    try {
      return JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database checks that details are JSON", e);
    }
  }

  private static Map<String, Object> object(Map<?, ?> given, int depth) {
    Map<String, Object> safe = new LinkedHashMap<>();
    given.forEach((name, value) -> {
      String key = text(String.valueOf(name));
      if (safe.size() < MOST_ITEMS) {
        boolean secret = value != null && SECRET.matcher(key).matches();
        safe.put(key, secret ? MASK : value(value, depth));
      }
    });
    return safe;
  }

  private static Object value(Object value, int depth) {
    return switch (value) {
      case null -> null;
      case Boolean flag -> flag;
      case Number number -> number;
      case Map<?, ?> map when depth < DEEPEST -> object(map, depth + 1);
      case Collection<?> list when depth < DEEPEST ->
          list.stream().limit(MOST_ITEMS).map(one -> value(one, depth + 1)).toList();
      default -> text(value.toString());
    };
  }

  private static String text(String text) {
    String masked = Masking.mask(text.replace("\0", ""));
    return masked.length() <= LONGEST_TEXT ? masked : masked.substring(0, LONGEST_TEXT - 1) + '…';
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Maps, lists and scalars are always JSON", e);
    }
  }
}
