package dev.freehold.api.operation;

import dev.freehold.api.platform.FreeholdException;
import io.micronaut.core.annotation.Nullable;
import java.util.function.Consumer;

/** Tells who speaks on connections that stay. */
public interface CallerConnections {
  /**
   * Finds out who speaks. Blocks, so not for an event loop.
   *
   * @param authorization like the header of that name, also without the word {@code Bearer}; null
   *     or blank: a guest
   * @param ended called once, on any thread, when the bearer counts no longer: it expired, was
   *     revoked, or nobody can vouch for it. The connection must be closed then
   * @throws FreeholdException when the bearer is refused, as for a request
   */
  ConnectedCaller connect(@Nullable String authorization, Consumer<FreeholdException> ended);
}
