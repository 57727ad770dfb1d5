package dev.freehold.api.graphql;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The operations of one WebSocket. They begin in the order in which they came: what is read after a
 * subscription has begun has all that it leaves out. None begins before its caller is known.
 */
final class SocketOperations {
  private static final Executor VIRTUAL =
      task -> Thread.ofVirtual().name("socket operation").start(task);

  private final SocketServices services;
  private final SocketProtocol protocol;
  private final SocketOutlet outlet;
  private final CompletableFuture<StreamCaller> caller;
  private final Map<String, RunningStream> running = new ConcurrentHashMap<>();

  /** Done when all operations so far have begun, or could not. */
  private CompletableFuture<?> begun;

  private volatile boolean ended;

  SocketOperations(
      SocketServices services,
      SocketProtocol protocol,
      SocketOutlet outlet,
      CompletableFuture<StreamCaller> caller) {
    this.services = services;
    this.protocol = protocol;
    this.outlet = outlet;
    this.caller = caller;
    this.begun = caller;
  }

  /** Begins one; false when the id is another running one's. For the event loop alone. */
  boolean start(String id, OperationRequest request) {
    RunningStream stream = new RunningStream();
    if (running.putIfAbsent(id, stream) != null) {
      return false;
    }
    if (ended) {
      // Closed by another thread meanwhile.
      stop(id);
      return true;
    }
    ResultSink sink = new SocketSink(id, stream, running, protocol, outlet, services.limits());
    if (running.size() > services.limits().operations()) {
      sink.failed(List.of(CodedError.of(tooMany())));
      return true;
    }
    begun =
        begun.handleAsync(
            (_, _) -> {
              stream.begun(services.streams().begin(request, caller.join(), sink, VIRTUAL));
              return null;
            },
            VIRTUAL);
    return true;
  }

  /** The client wants to hear no more of it. */
  void stop(String id) {
    RunningStream stream = running.remove(id);
    if (stream != null && stream.end() && protocol.patient()) {
      outlet.send(SocketMessage.write("complete", id, null));
    }
  }

  /** The connection is gone. */
  void end() {
    ended = true;
    running.values().forEach(RunningStream::end);
    running.clear();
  }

  private FreeholdException tooMany() {
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
}
