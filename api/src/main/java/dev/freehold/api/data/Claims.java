package dev.freehold.api.data;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The claims of a token, as rules ask for them. */
record Claims(Map<String, Object> all, Predicate<String> usable) {
  private static final JsonMapper JSON = new JsonMapper();

  Claims(Map<String, Object> all) {
    this(all, _ -> true);
  }

  Claims only(Predicate<String> some) {
    return new Claims(all, some);
  }

  /**
   * A text, number or boolean, or a list of them. Anything else, and a blank text, counts as
   * missing.
   *
   * @param path a JSON pointer (RFC 6901) when it begins with a slash, else the name of a claim
   */
  Optional<Object> find(String path) {
    if (!usable.test(path)) {
      return Optional.empty();
    }
    JsonNode claims = JSON.valueToTree(all);
    JsonNode found =
        path.startsWith("/") ? claims.at(JsonPointer.compile(path)) : claims.path(path);
    if (!found.isArray()) {
      return value(found);
    }
    List<Object> values = new ArrayList<>();
    for (JsonNode element : found) {
      Optional<Object> value = value(element);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(values);
  }

  private static Optional<Object> value(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> Optional.<Object>of(node.asText()).filter(text -> !node.asText().isBlank());
      case NUMBER -> Optional.of(new BigDecimal(node.asText()));
      case BOOLEAN -> Optional.of(node.asBoolean());
      case ARRAY, BINARY, MISSING, NULL, OBJECT, POJO -> Optional.empty();
    };
  }
}
