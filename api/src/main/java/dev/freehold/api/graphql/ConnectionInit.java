package dev.freehold.api.graphql;

import dev.freehold.api.access.Narrowing;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client says of itself at the beginning of a connection. Nothing else of the payload is
 * read: 8base's SDK puts all it knows into it, its refresh token as well.
 *
 * @param authorization null for a guest
 */
record ConnectionInit(@Nullable String authorization, List<String> roles) {
  private static final String AUTHORIZATION = "authorization";

  /** Where 8base's SDK has the ID token. */
  private static final String TOKEN = "token";

  /**
   * Reads the payload: the keys like headers, whatever their case, at its top or under {@code
   * headers}.
   *
   * @throws dev.freehold.api.platform.FreeholdException when a value is of another form
   */
  static ConnectionInit of(@Nullable Object payload) {
    Optional<String> bearer =
        header(payload, AUTHORIZATION).or(() -> text(payload, TOKEN)).filter(one -> !one.isBlank());
    return new ConnectionInit(
        bearer.orElse(null), header(payload, Narrowing.HEADER).stream().toList());
  }

  private static Optional<String> header(@Nullable Object payload, String name) {
    return text(payload, name)
        .or(() ->
            payload instanceof Map<?, ?> map ? text(map.get("headers"), name) : text(null, name));
  }

  private static Optional<String> text(@Nullable Object object, String name) {
    if (!(object instanceof Map<?, ?> map)) {
      return Optional.empty();
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (name.equalsIgnoreCase((String) entry.getKey()) && entry.getValue() != null) {
        if (entry.getValue() instanceof String text) {
          return Optional.of(text);
        }
        throw OperationRequest.refused(name, "is no text");
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "ConnectionInit[]";
  }
}
