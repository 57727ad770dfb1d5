package dev.freehold.api.graphql;

/** Tells when whoever asked is gone, so that nobody works for him any more. */
@FunctionalInterface
interface Departure {
  /**
   * Calls the action at most once, on any thread, when the client goes or has gone already.
   *
   * @param action must not block
   * @return what is closed when the client has its answer: his going means nothing any more then
   */
  Watch then(Runnable action);

  /** Waits for the client to go. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
