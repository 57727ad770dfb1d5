package dev.freehold.api.graphql;

import dev.freehold.api.platform.FreeholdException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One WebSocket. Messages come one after the other on its event loop, which never waits: whatever
 * may take time has a virtual thread.
 */
final class SocketConnection implements OpenConnections.Tended {
  private final SocketProtocol protocol;
  private final SocketServices services;
  private final String address;
  private final String requestId;
  private final @Nullable String authorization;
  private final SocketOutlet outlet;
  private final SocketOpening opening;
  private final SocketOperations operations;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final long openedAt = System.nanoTime();
  private boolean initialized;
  private volatile long heardAt = openedAt;
  private long pingedAt = openedAt;

  /**
   * A connection that has just been opened and counted.
   *
   * @param authorization the header of the request that opened it, for clients that can set one
   */
  SocketConnection(
      WebSocketSession session,
      SocketProtocol protocol,
      SocketServices services,
      String address,
      String requestId,
      @Nullable String authorization) {
    this.protocol = protocol;
    this.services = services;
    this.address = address;
    this.requestId = requestId;
    this.authorization = authorization;
    outlet = new SocketOutlet(session, services.limits().queue());
    opening = new SocketOpening(services, outlet, this::refuse);
    operations = new SocketOperations(services, protocol, outlet, opening.caller());
    services.connections().tend(this);
  }

  /** A message came. */
  void take(String text) {
    heard();
    if (!open.get()) {
      return;
    }
    if (text.length() > services.limits().messageSize()) {
      close(CloseReason.MESSAGE_TO_BIG);
      return;
    }
    try {
      take(SocketMessage.read(text));
    } catch (FreeholdException e) {
      close(SocketClose.BAD_MESSAGE);
    }
  }

  private void take(SocketMessage message) {
    switch (message.type()) {
      case "connection_init" -> initialize(ConnectionInit.of(message.payload()));
      case "connection_terminate" -> close(CloseReason.NORMAL);
      case "ping" -> outlet.send(SocketMessage.write("pong", null, null));
      case "pong" -> {}
      default -> {
        if (protocol.starts(message.type()) && message.id() != null) {
          start(message.id(), OperationRequest.of(message.payload()));
        } else if (protocol.stops(message.type()) && message.id() != null) {
          operations.stop(message.id());
        } else {
          close(SocketClose.BAD_MESSAGE);
        }
      }
    }
  }

  /** The client is there. */
  void heard() {
    heardAt = System.nanoTime();
  }

  private void initialize(ConnectionInit init) {
    if (initialized) {
      close(SocketClose.TWICE);
      return;
    }
    initialized = true;
    String bearer = init.authorization() == null ? authorization : init.authorization();
    Thread.ofVirtual().name("socket opening").start(() -> opening.accept(bearer, init, requestId));
  }

  private void start(String id, OperationRequest request) {
    if (!initialized || (!protocol.patient() && !opening.acknowledged())) {
      close(SocketClose.UNAUTHORIZED);
    } else if (!operations.start(id, request)) {
      close(SocketClose.SAME_ID);
    }
  }

  @Override
  public void tend(long now) {
    Duration silence = services.limits().pingEvery();
    if (!initialized && now - openedAt > services.limits().initTimeout().toNanos()) {
      close(SocketClose.INIT_TIMEOUT);
    } else if (now - heardAt > 3 * silence.toNanos()) {
      close(CloseReason.GOING_AWAY);
    } else if (now - pingedAt > silence.toNanos()) {
      pingedAt = now;
      outlet.ping();
      if (opening.acknowledged() && protocol.patient()) {
        outlet.send(SocketMessage.write(protocol.alive(), null, null));
      }
    }
  }

  /** The bearer is refused, or counts no longer. */
  private void refuse(FreeholdException reason) {
    if (protocol.patient()) {
      outlet.send(
          SocketMessage.write("connection_error", null, CodedError.of(reason).toSpecification()));
    }
    close(SocketClose.of(reason));
  }

  private void close(CloseReason reason) {
    outlet.close(reason);
    closed();
  }

  /** Nothing of it is left. */
  void closed() {
    if (open.compareAndSet(true, false)) {
      services.connections().forget(this);
      services.connections().leave(address);
      operations.end();
      opening.closed();
    }
  }
}
