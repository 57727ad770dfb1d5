package dev.freehold.api.profile;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.util.Optional;

/**
 * One value of a token.
 *
 * @param path a JSON pointer (RFC 6901) when it begins with a slash, else the name of a claim,
 *     taken as it is: {@code https://example.com/roles} is a name
 * @param otherwise the value when the token has none; null: none
 */
public record ClaimSource(String path, @Nullable String otherwise) {
  /** A text, number or boolean as text; what is neither counts as missing. */
  Optional<String> text(JsonNode claims) {
    JsonNode found = find(claims, path);
    return found.isValueNode() && !found.isNull() && !found.asText().isBlank()
        ? Optional.of(found.asText())
        : Optional.ofNullable(otherwise);
  }

  static JsonNode find(JsonNode claims, String path) {
    return path.startsWith("/") ? claims.at(JsonPointer.compile(path)) : claims.path(path);
  }
}
