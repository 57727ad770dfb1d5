package dev.freehold.api.graphql;

import dev.freehold.api.access.Caller;
import dev.freehold.api.operation.ConnectedCaller;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.core.annotation.Nullable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Finds out by its first message who speaks on a WebSocket, and counts it for him. */
final class SocketOpening {
  private final SocketServices services;
  private final SocketOutlet outlet;
  private final Consumer<FreeholdException> refused;
  private final CompletableFuture<StreamCaller> caller = new CompletableFuture<>();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private volatile boolean acknowledged;

  /**
   * Waits for the first message.
   *
   * @param refused called when the bearer is refused, or counts no longer
   */
  SocketOpening(SocketServices services, SocketOutlet outlet, Consumer<FreeholdException> refused) {
    this.services = services;
    this.outlet = outlet;
    this.refused = refused;
  }

  /** Who speaks; cancelled when nobody does. */
  CompletableFuture<StreamCaller> caller() {
    return caller;
  }

  boolean acknowledged() {
    return acknowledged;
  }

  /**
   * Accepts the caller or refuses him. Blocks, so not for an event loop.
   *
   * @param authorization null for a guest
   */
  void accept(@Nullable String authorization, ConnectionInit init, String requestId) {
    ConnectedCaller connected = null;
    Caller counted = null;
    try {
      connected = services.callers().connect(authorization, refused);
      StreamCaller found = new StreamCaller(connected, init.roles(), requestId);
      Caller who = found.caller();
      services.connections().enter(who);
      counted = who;
      // Whoever has heard of it may ask at once.
      acknowledged = true;
      outlet.send(SocketMessage.write("connection_ack", null, null));
      if (caller.complete(found)) {
        releaseWhenGone(connected, counted);
        return;
      }
    } catch (FreeholdException e) {
      refused.accept(e);
    } catch (RuntimeException e) {
      refused.accept(
          new FreeholdException(
              ErrorCode.INTERNAL, ErrorCode.INTERNAL.message(), Map.of("requestId", requestId), e));
    }
    release(connected, counted);
  }

  /** The connection is gone. */
  void closed() {
    caller.cancel(false);
    gone.complete(null);
  }

  private void releaseWhenGone(ConnectedCaller connected, Caller counted) {
    var _ = gone.thenRun(() -> release(connected, counted));
  }

  private void release(@Nullable ConnectedCaller connected, @Nullable Caller counted) {
    if (connected != null) {
      connected.close();
    }
    if (counted != null) {
      services.connections().leave(counted);
    }
  }
}
