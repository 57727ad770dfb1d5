package dev.freehold.api.graphql;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client that speaks over a WebSocket message by message. */
public final class SocketClient implements WebSocket.Listener, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int PATIENCE_SECONDS = 20;

  private final LinkedBlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private WebSocket socket;
  private volatile boolean paused;

  /** One that names no protocol when it is null. */
  static SocketClient open(URI server, String protocol, String... headers) {
    SocketClient client = new SocketClient();
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    if (protocol != null) {
      builder.subprotocols(protocol);
    }
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    URI address = URI.create("ws://" + server.getAuthority() + "/graphql");
    client.socket = builder.buildAsync(address, client).join();
    return client;
  }

  /** One whose bearer was accepted. */
  public static SocketClient connect(URI server, String token) {
    SocketClient client = open(server, "graphql-transport-ws");
    client.initialize(token);
    JsonNode answer = client.next();
    if (!answer.at("/type").asText().equals("connection_ack")) {
      throw new AssertionError("Not accepted: " + answer);
    }
    return client;
  }

  void initialize(String token) {
    send(
        "connection_init",
        null,
        token == null ? Map.of() : Map.of("Authorization", "Bearer " + token));
  }

  public void subscribe(String id, String query) {
    send("subscribe", id, Map.of("query", query));
  }

  public void send(String type, String id, Object payload) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", type);
    if (id != null) {
      message.put("id", id);
    }
    if (payload != null) {
      message.put("payload", payload);
    }
    try {
      sendText(JSON.writeValueAsString(message));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void sendText(String text) {
    socket.sendText(text, true).join();
  }

  /** A part of a message that does not end. */
  CompletableFuture<WebSocket> sendPart(String text) {
    return socket.sendText(text, false);
  }

  /** The next message, once it comes. */
  public JsonNode next() {
    try {
      JsonNode message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("Nothing came; closed: " + closed.getNow("no"));
      }
      return message;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The next message; empty when the server closes instead. */
  Optional<JsonNode> answer() {
    await().until(() -> !messages.isEmpty() || closed.isDone());
    return Optional.ofNullable(messages.poll());
  }

  /** Reads nothing from now on. */
  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    socket.request(1);
  }

  boolean silent() {
    return messages.isEmpty();
  }

  /** The code and the reason with which the server closed, once it does. */
  String closed() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      try {
        messages.add(JSON.readTree(part.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      part.setLength(0);
    }
    if (!paused) {
      webSocket.request(1);
    }
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    closed.complete((code + " " + reason).strip());
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.complete("broken");
  }

  /** Goes without a word. */
  void abort() {
    socket.abort();
  }

  @Override
  public void close() {
    abort();
  }
}
