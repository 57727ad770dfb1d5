package dev.freehold.api.operation;

import dev.freehold.api.access.Caller;
import io.micronaut.http.HttpRequest;

/**
 * Tells who sent a request. Asked once a request, on a virtual thread, so it may block.
 *
 * <p>A request without a bearer is a {@link Caller.Guest}. A bearer that is not accepted is a
 * {@link dev.freehold.api.platform.FreeholdException}, for instance {@code TOKEN_EXPIRED} with the
 * details {@code {"token": "jwt expired"}}; it becomes the only error of an answer with status 200.
 */
@FunctionalInterface
public interface CallerSource {
  Caller callerOf(HttpRequest<?> request);
}
