package dev.freehold.api.graphql;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.websocket.CloseReason;

/**
 * Why a WebSocket is closed, with the codes of
 * https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md.
 */
final class SocketClose {
  static final CloseReason BAD_MESSAGE = new CloseReason(4400, "Bad message");
  static final CloseReason UNAUTHORIZED = new CloseReason(4401, "Unauthorized");
  static final CloseReason UNKNOWN_PROTOCOL = new CloseReason(4406, "Subprotocol not acceptable");
  static final CloseReason INIT_TIMEOUT =
      new CloseReason(4408, "Connection initialisation timeout");
  static final CloseReason SAME_ID = new CloseReason(4409, "Subscriber for this id already exists");
  static final CloseReason TWICE = new CloseReason(4429, "Too many initialisation requests");
  static final CloseReason TOO_MANY =
      new CloseReason(CloseReason.TRY_AGAIN_LATER.getCode(), "Too many connections");

  private SocketClose() {}

  /** The bearer is refused, or counts no longer. */
  static CloseReason of(FreeholdException refusal) {
    String text =
        refusal.details().get("reason") instanceof String known
            ? refusal.code().code() + ": " + known
            : refusal.code().code();
    return new CloseReason(code(refusal.code()), text);
  }

  /**
   * Clients come back after 4403, with another bearer if they have one; after 1013 a little later.
   */
  private static int code(ErrorCode code) {
    return switch (code) {
      case EXTERNAL_SERVICE, LIMIT_EXCEEDED -> CloseReason.TRY_AGAIN_LATER.getCode();
      case INTERNAL -> CloseReason.INTERNAL_ERROR.getCode();
      default -> 4403;
    };
  }
}
