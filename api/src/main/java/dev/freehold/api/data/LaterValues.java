package dev.freehold.api.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;

/**
 * Puts values into an answer whose places the statement marked. Only answers with such places are
 * parsed.
 */
final class LaterValues {
  /** Nobody can know it, so no value of a column is taken for a place. */
  static final String MARK = "later" + UUID.randomUUID().toString().replace("-", "");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private LaterValues() {}

  /** The answer with all its values. */
  static byte[] complete(byte[] answer, List<LaterValue> values) {
    if (values.isEmpty()) {
      return answer;
    }
    try {
      return JSON.writeValueAsBytes(filled(JSON.readTree(answer), values));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database answered with no JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode filled(JsonNode node, List<LaterValue> values) {
    switch (node) {
      case ObjectNode object when object.has(MARK) -> {
        JsonNode read = object.get("read");
        return read.isNull() ? read : values.get(object.get(MARK).intValue()).of(read);
      }
      case ObjectNode object ->
          object.properties().forEach(each -> each.setValue(filled(each.getValue(), values)));
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, filled(array.get(i), values));
        }
      }
      default -> {}
    }
    return node;
  }
}
