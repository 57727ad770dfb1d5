package dev.freehold.api.operation;

import dev.freehold.api.access.Caller;

/** Who speaks on a connection. */
public interface ConnectedCaller extends AutoCloseable {
  /**
   * Who it is now, with the roles of now. Mostly out of memory; may block for one statement.
   *
   * @throws dev.freehold.api.platform.FreeholdException when the bearer counts no longer
   */
  Caller caller();

  /** The connection is gone. */
  @Override
  void close();
}
