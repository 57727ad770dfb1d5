package dev.freehold.api.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.annotation.Nullable;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message of a client.
 *
 * @param id of the operation it is about; null for the connection
 */
record SocketMessage(String type, @Nullable String id, @Nullable Object payload) {
  private static final int LONGEST_ID = 256;

  /**
   * Reads one.
   *
   * @throws dev.freehold.api.platform.FreeholdException when it is none
   */
  static SocketMessage read(String text) {
    if (!(RequestReader.parse("message", text) instanceof Map<?, ?> map)
        || !(map.get("type") instanceof String type)) {
      throw OperationRequest.refused("message", "has no type");
    }
    Object id = map.get("id");
    if (id != null
        && (!(id instanceof String name) || name.isEmpty() || name.length() > LONGEST_ID)) {
      throw OperationRequest.refused("id", "is no text of 1 to " + LONGEST_ID + " characters");
    }
    return new SocketMessage(type, (String) id, map.get("payload"));
  }

  /** What stands in a payload may be secret. */
  @Override
  public String toString() {
    return "SocketMessage[" + type + ']';
  }

  static byte[] write(String type, @Nullable String id, @Nullable Object payload) {
    Map<String, Object> message = new LinkedHashMap<>();
    if (id != null) {
      message.put("id", id);
    }
    message.put("type", type);
    if (payload != null) {
      message.put("payload", payload);
    }
    return RequestReader.write(message);
  }

  /** A message around a result that many are told. */
  static byte[] around(String type, String id, byte[] result) {
    byte[] begin = write(type, id, null);
    ByteArrayOutputStream out = new ByteArrayOutputStream(begin.length + result.length + 12);
    out.write(begin, 0, begin.length - 1);
    out.writeBytes(",\"payload\":".getBytes(UTF_8));
    out.writeBytes(result);
    out.write('}');
    return out.toByteArray();
  }
}
