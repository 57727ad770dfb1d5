package dev.freehold.keycloak.dispatch;

/**
 * How one delivery ended. Reasons go into the database and the log: they hold no secret and nothing
 * of the payload.
 */
sealed interface Outcome {
  /** The receiver has the event. */
  record Delivered() implements Outcome {}

  /** The receiver could not be reached or could not answer; the event is not to blame. */
  record Unavailable(String reason) implements Outcome {}

  /** The receiver answered that it does not take this event. */
  record Rejected(String reason) implements Outcome {}

  /** No attempt makes sense. */
  record Impossible(String reason) implements Outcome {}
}
