package dev.freehold.api.operation;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A field's arguments, or one input object among them, after GraphQL's own coercion. An absent
 * value and an explicit null both read as empty; {@link #has} tells them apart.
 */
public record Arguments(Map<String, Object> values) {
  public boolean has(String name) {
    return values.containsKey(name);
  }

  public Optional<String> string(String name) {
    return Optional.ofNullable((String) values.get(name));
  }

  public Optional<Integer> integer(String name) {
    return Optional.ofNullable((Integer) values.get(name));
  }

  public Optional<Boolean> flag(String name) {
    return Optional.ofNullable((Boolean) values.get(name));
  }

  /** A {@code DateTime} argument. */
  public Optional<Instant> instant(String name) {
    return Optional.ofNullable((Instant) values.get(name));
  }

  /** An id argument. One that is not a UUID names nothing that exists, and is refused by name. */
  public Optional<UUID> id(String name) {
    return string(name).map(text -> uuid(name, text));
  }

  public List<UUID> ids(String name) {
    return strings(name).stream().map(text -> uuid(name, text)).toList();
  }

  @SuppressWarnings("unchecked")
  public List<String> strings(String name) {
    return values.get(name) == null ? List.of() : (List<String>) values.get(name);
  }

  @SuppressWarnings("unchecked")
  public Optional<Arguments> object(String name) {
    return Optional.ofNullable((Map<String, Object>) values.get(name)).map(Arguments::new);
  }

  /** A list of input objects. */
  @SuppressWarnings("unchecked")
  public List<Arguments> objects(String name) {
    return values.get(name) == null
        ? List.of()
        : ((List<Map<String, Object>>) values.get(name)).stream().map(Arguments::new).toList();
  }

  private static UUID uuid(String name, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new FreeholdException(
          ErrorCode.VALIDATION, ErrorCode.VALIDATION.message(), Map.of(name, "is not a UUID"), e);
    }
  }
}
