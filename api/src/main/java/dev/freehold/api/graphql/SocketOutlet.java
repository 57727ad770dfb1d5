package dev.freehold.api.graphql;

import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.exceptions.WebSocketSessionException;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.concurrent.atomic.AtomicLong;

/** What goes out on one WebSocket. What its client is slow to read is counted. */
final class SocketOutlet {
  private final WebSocketSession session;
  private final int queue;
  private final AtomicLong waiting = new AtomicLong();

  /**
   * An outlet that is open.
   *
   * @param queue bytes that may wait for the client
   */
  SocketOutlet(WebSocketSession session, int queue) {
    this.session = session;
    this.queue = queue;
  }

  /** Whether a result of that length may be added to what waits. */
  boolean hasRoomFor(int bytes) {
    return waiting.get() + bytes <= queue;
  }

  void send(byte[] message) {
    waiting.addAndGet(message.length);
    try {
      var _ =
          session
              .sendAsync(new TextWebSocketFrame(Unpooled.wrappedBuffer(message)))
              .whenComplete((_, _) -> waiting.addAndGet(-message.length));
    } catch (WebSocketSessionException e) {
      // It has just been closed, of which we hear by and by.
      waiting.addAndGet(-message.length);
    }
  }

  /** Asks whether the client is there. */
  void ping() {
    var _ = session.sendPingAsync(new byte[0]);
  }

  void close(CloseReason reason) {
    if (session.isOpen()) {
      session.close(reason);
    }
  }
}
