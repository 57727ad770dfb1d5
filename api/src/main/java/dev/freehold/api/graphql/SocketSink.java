package dev.freehold.api.graphql;

import java.util.List;
import java.util.Map;

/**
 * Takes the results of one operation on a WebSocket. Ends it when the client is too slow to read
 * them.
 *
 * @param operations those of the connection, by their ids
 */
record SocketSink(
    String id,
    RunningStream stream,
    Map<String, RunningStream> operations,
    SocketProtocol protocol,
    SocketOutlet outlet,
    SubscriptionLimits limits)
    implements ResultSink {
  @Override
  public void next(byte[] result) {
    if (stream.over()) {
      return;
    }
    if (outlet.hasRoomFor(result.length)) {
      outlet.send(SocketMessage.around(protocol.result(), id, result));
    } else {
      failed(List.of(CodedError.of(SlowClient.refusal(limits))));
    }
  }

  @Override
  public void failed(List<CodedError> errors) {
    if (over()) {
      outlet.send(SocketMessage.write("error", id, protocol.errors(errors)));
    }
  }

  @Override
  public void complete() {
    if (over()) {
      outlet.send(SocketMessage.write("complete", id, null));
    }
  }

  /** The id is free again before the client hears of it. */
  private boolean over() {
    operations.remove(id, stream);
    return stream.end();
  }
}
