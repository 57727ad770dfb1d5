package dev.freehold.api.graphql;

import dev.freehold.api.operation.CallerConnections;
import dev.freehold.api.platform.ClientAddresses;
import dev.freehold.api.platform.RequestIds;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketPongMessage;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnClose;
import io.micronaut.websocket.annotation.OnError;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import java.util.Optional;

/**
 * GraphQL over WebSocket, on the path of GraphQL over HTTP. Who may open one from which page is
 * decided before, by {@link CrossOriginFilter}; the bearer comes with the first message.
 */
// A type nobody asks for: without it the router would take this for an answer to GET as well.
@Produces("application/x-no-answer")
@ServerWebSocket(value = "/graphql", subprotocols = SocketProtocol.OFFERED)
@Requires(beans = {OperationStreams.class, CallerConnections.class})
@Secured(SecurityRule.IS_ANONYMOUS)
final class SocketEndpoint {
  private static final String CONNECTION = "freehold.connection";

  private final SocketServices services;
  private final ClientAddresses addresses;

  SocketEndpoint(
      CallerConnections callers,
      OperationStreams streams,
      OpenConnections connections,
      SubscriptionLimits limits,
      ClientAddresses addresses) {
    this.services = new SocketServices(callers, streams, connections, limits);
    this.addresses = addresses;
  }

  @OnOpen
  void open(WebSocketSession session, HttpRequest<?> request) {
    SocketFrames.limit(request, services.limits().messageSize());
    boolean asked = request.getHeaders().contains("Sec-WebSocket-Protocol");
    Optional<SocketProtocol> protocol = SocketProtocol.of(session.getSubprotocol(), asked);
    String address = addresses.of(request);
    if (protocol.isEmpty()) {
      session.close(SocketClose.UNKNOWN_PROTOCOL);
    } else if (!services.connections().enter(address)) {
      session.close(SocketClose.TOO_MANY);
    } else {
      session.put(
          CONNECTION,
          new SocketConnection(
              session,
              protocol.get(),
              services,
              address,
              RequestIds.of(request),
              request.getHeaders().get(HttpHeaders.AUTHORIZATION)));
    }
  }

  @OnMessage(maxPayloadLength = SubscriptionLimits.LONGEST_MESSAGE)
  void message(String text, WebSocketSession session) {
    connection(session).ifPresent(connection -> connection.take(text));
  }

  @OnMessage
  void pong(WebSocketPongMessage pong, WebSocketSession session) {
    connection(session).ifPresent(SocketConnection::heard);
  }

  @OnClose
  void close(WebSocketSession session) {
    connection(session).ifPresent(SocketConnection::closed);
  }

  @OnError
  void error(Throwable error, WebSocketSession session) {
    boolean tooLong =
        error instanceof TooLongFrameException || error instanceof CorruptedWebSocketFrameException;
    if (session.isOpen()) {
      session.close(tooLong ? CloseReason.MESSAGE_TO_BIG : CloseReason.PROTOCOL_ERROR);
    }
    close(session);
  }

  private static Optional<SocketConnection> connection(WebSocketSession session) {
    return session.get(CONNECTION, SocketConnection.class);
  }
}
