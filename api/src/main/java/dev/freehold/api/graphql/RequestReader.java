package dev.freehold.api.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Turns bodies and query strings into JSON values, and answers into bytes. */
final class RequestReader {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(200).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  // The usual pool is per thread, and each request has a virtual thread of its own.
                  .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private RequestReader() {}

  /** True for JSON in UTF-8, said or unsaid. A body of any other kind could come from a form. */
  static boolean accepts(Optional<MediaType> type) {
    return type.filter(given -> given.getName().equals(MediaType.APPLICATION_JSON))
        .filter(
            given -> given.getParameters().get("charset").orElse("utf-8").equalsIgnoreCase("utf-8"))
        .isPresent();
  }

  /** The body's JSON value: a map, a list or a scalar. */
  static Object body(byte[] body) {
    if (body == null || body.length == 0) {
      throw OperationRequest.refused("body", "is empty");
    }
    try {
      return parse("body", UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      throw OperationRequest.refused("body", "is not UTF-8");
    }
  }

  /** The parameters of a GET; variables and extensions are JSON in them. */
  static Map<String, Object> queryString(HttpParameters given) {
    Map<String, Object> parameters = new HashMap<>();
    for (String name : new String[] {"query", "operationName"}) {
      given.getFirst(name).ifPresent(text -> parameters.put(name, text));
    }
    for (String name : new String[] {"variables", "extensions"}) {
      given
          .getFirst(name)
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> parameters.put(name, parse(name, text)));
    }
    return parameters;
  }

  static byte[] write(Object answer) {
    try {
      return JSON.writeValueAsBytes(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JSON value that a text is; the subject names it in a refusal. */
  static Object parse(String subject, String text) throws FreeholdException {
    try {
      return JSON.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw OperationRequest.refused(subject, "is not valid JSON");
    }
  }
}
