package dev.freehold.api.graphql;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two sets of messages that clients speak over a WebSocket. */
enum SocketProtocol {
  /** https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md */
  GRAPHQL_TRANSPORT_WS("graphql-transport-ws", "subscribe", "complete", "next", "ping"),
  /**
   * https://github.com/apollographql/subscriptions-transport-ws/blob/master/PROTOCOL.md, also of
   * clients that name no protocol, like 8base's.
   */
  SUBSCRIPTIONS_TRANSPORT_WS("graphql-ws", "start", "stop", "data", "ka");

  /** As a server offers them, by a comma. */
  static final String OFFERED = "graphql-transport-ws,graphql-ws";

  private final String name;
  private final String start;
  private final String stop;
  private final String result;
  private final String alive;

  SocketProtocol(String name, String start, String stop, String result, String alive) {
    this.name = name;
    this.start = start;
    this.stop = stop;
    this.result = result;
    this.alive = alive;
  }

  /**
   * The one that was agreed on.
   *
   * @param asked whether the client named any
   */
  static Optional<SocketProtocol> of(Optional<String> agreed, boolean asked) {
    if (agreed.isEmpty()) {
      return asked ? Optional.empty() : Optional.of(SUBSCRIPTIONS_TRANSPORT_WS);
    }
    return agreed.get().equals(GRAPHQL_TRANSPORT_WS.name)
        ? Optional.of(GRAPHQL_TRANSPORT_WS)
        : Optional.of(SUBSCRIPTIONS_TRANSPORT_WS);
  }

  boolean starts(String type) {
    return type.equals(start);
  }

  boolean stops(String type) {
    return type.equals(stop);
  }

  /** The message that carries a result. */
  String result() {
    return result;
  }

  /** The message that says no more than that the server is there. */
  String alive() {
    return alive;
  }

  /** Whether operations may come before the connection is accepted. */
  boolean patient() {
    return this == SUBSCRIPTIONS_TRANSPORT_WS;
  }

  /** How errors stand in a message: the older clients take one. */
  Object errors(List<CodedError> errors) {
    List<Map<String, Object>> all = errors.stream().map(CodedError::toSpecification).toList();
    return this == GRAPHQL_TRANSPORT_WS ? all : all.getFirst();
  }
}
