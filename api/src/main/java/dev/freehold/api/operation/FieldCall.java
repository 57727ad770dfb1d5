package dev.freehold.api.operation;

import dev.freehold.api.access.Caller;

/** What a fetcher may know of the request. */
public interface FieldCall {
  Caller caller();

  Arguments arguments();

  /** The parent object; null at the root. */
  <T> T source(Class<T> type);

  /**
   * True when the operation selects the path below this field, for instance {@code items/roles}.
   */
  boolean selects(String path);

  /** The id that the answer and the log share. */
  String requestId();
}
