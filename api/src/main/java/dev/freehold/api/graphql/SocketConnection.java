package dev.freehold.api.graphql;

import dev.freehold.api.access.Caller;
import dev.freehold.api.operation.CallerConnections;
import dev.freehold.api.operation.ConnectedCaller;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.exceptions.WebSocketSessionException;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One WebSocket. Messages come one after the other on its event loop, which never waits: whatever
 * may take time has a virtual thread. What a client is slow to read is counted, and ends the
 * subscription that wants to add to it.
 */
final class SocketConnection implements OpenConnections.Tended {
  private static final Executor VIRTUAL =
      task -> Thread.ofVirtual().name("socket operation").start(task);

  private static final CloseReason BAD_MESSAGE = new CloseReason(4400, "Bad message");
  private static final CloseReason UNAUTHORIZED = new CloseReason(4401, "Unauthorized");
  private static final CloseReason INIT_TIMEOUT =
      new CloseReason(4408, "Connection initialisation timeout");
  private static final CloseReason TWICE =
      new CloseReason(4429, "Too many initialisation requests");

  private final WebSocketSession session;
  private final SocketProtocol protocol;
  private final SocketServices services;
  private final String address;
  private final String requestId;
  private final @Nullable String authorization;
  private final Map<String, RunningStream> operations = new ConcurrentHashMap<>();
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final CompletableFuture<StreamCaller> accepted = new CompletableFuture<>();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();

  /** Done when all operations so far have begun, or could not. */
  private CompletableFuture<?> begun = accepted;

  private final long openedAt = System.nanoTime();
  private boolean initialized;
  private volatile boolean acknowledged;
  private volatile long heardAt = openedAt;
  private long pingedAt = openedAt;

  /** What all connections share. */
  record SocketServices(
      CallerConnections callers,
      OperationStreams streams,
      OpenConnections connections,
      SubscriptionLimits limits) {}

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
    this.session = session;
    this.protocol = protocol;
    this.services = services;
    this.address = address;
    this.requestId = requestId;
    this.authorization = authorization;
    services.connections().tend(this);
  }

  /** A message came. */
  void take(String text) {
    heardAt = System.nanoTime();
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
      close(BAD_MESSAGE);
    }
  }

  private void take(SocketMessage message) {
    switch (message.type()) {
      case "connection_init" -> initialize(ConnectionInit.of(message.payload()));
      case "connection_terminate" -> close(CloseReason.NORMAL);
      case "ping" -> send(SocketMessage.write("pong", null, null));
      case "pong" -> {}
      default -> {
        if (protocol.starts(message.type()) && message.id() != null) {
          start(message.id(), OperationRequest.of(message.payload()));
        } else if (protocol.stops(message.type()) && message.id() != null) {
          stop(message.id());
        } else {
          close(BAD_MESSAGE);
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
      close(TWICE);
      return;
    }
    initialized = true;
    VIRTUAL.execute(() -> accept(init));
  }

  private void accept(ConnectionInit init) {
    ConnectedCaller connected = null;
    Caller counted = null;
    try {
      connected =
          services
              .callers()
              .connect(
                  init.authorization() == null ? authorization : init.authorization(),
                  this::refuse);
      StreamCaller caller = new StreamCaller(connected, init.roles(), requestId);
      Caller who = caller.caller();
      services.connections().enter(who);
      counted = who;
      // Whoever has heard of it may ask at once.
      acknowledged = true;
      send(SocketMessage.write("connection_ack", null, null));
      accepted.complete(caller);
      if (open.get()) {
        leaveWhenClosed(connected, counted);
        return;
      }
    } catch (FreeholdException e) {
      refuse(e);
    } catch (RuntimeException e) {
      refuse(
          new FreeholdException(
              ErrorCode.INTERNAL, ErrorCode.INTERNAL.message(), Map.of("requestId", requestId), e));
    }
    release(connected, counted);
  }

  private void leaveWhenClosed(ConnectedCaller connected, Caller counted) {
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

  private void start(String id, OperationRequest request) {
    if (!initialized || (!protocol.patient() && !acknowledged)) {
      close(UNAUTHORIZED);
      return;
    }
    RunningStream stream = new RunningStream();
    if (operations.putIfAbsent(id, stream) != null) {
      close(new CloseReason(4409, "Subscriber for this id already exists"));
      return;
    }
    ResultSink sink = new Sink(id, stream);
    if (operations.size() > services.limits().operations()) {
      sink.failed(List.of(CodedError.of(tooManyOperations())));
      return;
    }
    // In the order they came: what is read after a subscription has begun has all that it leaves
    // out.
    begun =
        begun.handleAsync(
            (_, _) -> {
              stream.begun(services.streams().begin(request, accepted.join(), sink, VIRTUAL));
              return null;
            },
            VIRTUAL);
  }

  private void stop(String id) {
    RunningStream stream = operations.remove(id);
    if (stream != null && stream.end() && protocol.patient()) {
      send(SocketMessage.write("complete", id, null));
    }
  }

  @Override
  public void tend(long now) {
    Duration silence = services.limits().pingEvery();
    if (!initialized && now - openedAt > services.limits().initTimeout().toNanos()) {
      close(INIT_TIMEOUT);
    } else if (now - heardAt > 3 * silence.toNanos()) {
      close(CloseReason.GOING_AWAY);
    } else if (now - pingedAt > silence.toNanos()) {
      pingedAt = now;
      var _ = session.sendPingAsync(new byte[0]);
      if (accepted.isDone() && protocol.patient()) {
        send(SocketMessage.write(protocol.alive(), null, null));
      }
    }
  }

  /** The bearer is refused, or counts no longer. */
  private void refuse(FreeholdException reason) {
    if (protocol.patient()) {
      send(SocketMessage.write("connection_error", null, CodedError.of(reason).toSpecification()));
    }
    String text =
        reason.details().get("reason") instanceof String known
            ? reason.code().code() + ": " + known
            : reason.code().code();
    close(new CloseReason(closeCode(reason.code()), text));
  }

  /**
   * Clients come back after 4403, with another bearer if they have one; after 1013 a little later.
   */
  private static int closeCode(ErrorCode code) {
    return switch (code) {
      case EXTERNAL_SERVICE, LIMIT_EXCEEDED -> CloseReason.TRY_AGAIN_LATER.getCode();
      case INTERNAL -> CloseReason.INTERNAL_ERROR.getCode();
      default -> 4403;
    };
  }

  private void close(CloseReason reason) {
    if (session.isOpen()) {
      session.close(reason);
    }
    closed();
  }

  /** Nothing of it is left. */
  void closed() {
    if (open.compareAndSet(true, false)) {
      services.connections().forget(this);
      services.connections().leave(address);
      accepted.cancel(false);
      operations.values().forEach(RunningStream::end);
      operations.clear();
      gone.complete(null);
    }
  }

  private void send(byte[] message) {
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

  private FreeholdException tooManyOperations() {
    return new FreeholdException(
        ErrorCode.LIMIT_EXCEEDED,
        ErrorCode.LIMIT_EXCEEDED.message(),
        Map.of(
            "operations",
            "are too many at once on one connection",
            "maximum",
            services.limits().operations(),
            "setting",
            "freehold.subscriptions.operations"));
  }

  /** Takes the results of one operation. */
  private final class Sink implements ResultSink {
    private final String id;
    private final RunningStream stream;

    Sink(String id, RunningStream stream) {
      this.id = id;
      this.stream = stream;
    }

    @Override
    public void next(byte[] result) {
      if (stream.over()) {
        return;
      }
      if (waiting.get() + result.length > services.limits().queue()) {
        failed(List.of(CodedError.of(SlowClient.refusal(services.limits()))));
      } else {
        send(SocketMessage.around(protocol.result(), id, result));
      }
    }

    @Override
    public void failed(List<CodedError> errors) {
      if (over()) {
        send(SocketMessage.write("error", id, protocol.errors(errors)));
      }
    }

    @Override
    public void complete() {
      if (over()) {
        send(SocketMessage.write("complete", id, null));
      }
    }

    /** The id is free again before the client hears of it. */
    private boolean over() {
      operations.remove(id, stream);
      return stream.end();
    }
  }
}
