package dev.freehold.local.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** Stands where Keycloak posts its events, answers as the test says and keeps what came. */
final class RecordingReceiver implements AutoCloseable {
  /** An answer that never comes. */
  static final int HANG = -1;

  /** The connection ends instead of an answer. */
  static final int CUT = -2;

  /**
   * One delivery.
   *
   * @param status what was answered
   */
  record Received(
      String id,
      String timestamp,
      String signature,
      String body,
      JsonNode event,
      int status,
      Instant at) {
    String type() {
      return event.path("type").asText();
    }

    JsonNode data() {
      return event.path("data");
    }

    Duration lag() {
      return Duration.between(Instant.parse(event.path("timestamp").asText()), at);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile ToIntFunction<JsonNode> answer = event -> 204;

  private RecordingReceiver(HttpServer server) {
    this.server = server;
  }

  static RecordingReceiver at(URI webhook) throws IOException {
    RecordingReceiver receiver =
        new RecordingReceiver(
            HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), webhook.getPort()), 50));
    receiver.server.setExecutor(receiver.threads);
    receiver.server.createContext(webhook.getPath(), receiver::take);
    receiver.server.start();
    return receiver;
  }

  /** The status for each event from now on, or {@link #HANG}. */
  void answer(ToIntFunction<JsonNode> status) {
    answer = status;
  }

  private void take(HttpExchange exchange) throws IOException {
    String body =
        new String(
            exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    JsonNode event = JSON.readTree(body);
    int status = answer.applyAsInt(event);
    received.add(
        new Received(
            header(exchange, "webhook-id"),
            header(exchange, "webhook-timestamp"),
            header(exchange, "webhook-signature"),
            body,
            event,
            status,
            Instant.now()));
    if (status == HANG) {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    } else if (status != CUT) {
      exchange.sendResponseHeaders(status, -1);
    }
    exchange.close();
  }

  private static String header(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  /** Every delivery of a realm's events, in the order they came. */
  List<Received> all(String realm) {
    return received.stream()
        .filter(one -> one.data().path("realm").asText().equals(realm))
        .toList();
  }

  /** Those that were answered with 204. */
  List<Received> taken(String realm) {
    return all(realm).stream().filter(one -> one.status() == 204).toList();
  }

  List<String> types(String realm) {
    return taken(realm).stream().map(Received::type).toList();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
