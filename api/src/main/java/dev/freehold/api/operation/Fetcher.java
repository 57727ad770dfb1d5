package dev.freehold.api.operation;

/**
 * Answers one field. Runs on a virtual thread and may block. Answers a record, a map, a list of
 * either, a scalar or null; a {@link dev.freehold.api.platform.FreeholdException} becomes a coded
 * error at the field's path, any other exception an {@code InternalError} with nothing but the
 * request id.
 */
@FunctionalInterface
public interface Fetcher {
  Object fetch(FieldCall call);
}
