package dev.freehold.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before nodes that serve the same, with no sticky sessions: each request goes to the next
 * node, and past those that do not listen. What a node began and did not answer is answered 502,
 * never sent again.
 */
public final class Balancer implements AutoCloseable {
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");
  private static final int NO_BODY = -1;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger next = new AtomicInteger();
  private volatile List<URI> nodes;

  private Balancer(HttpServer server, List<URI> nodes) {
    this.server = server;
    this.nodes = nodes;
  }

  /** Listens on the port of the address, on loopback; 0 is any free one. */
  public static Balancer at(int port, List<URI> nodes) {
    try {
      Balancer balancer =
          new Balancer(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200),
              nodes);
      balancer.server.setExecutor(balancer.threads);
      balancer.server.createContext("/", balancer::pass);
      balancer.server.start();
      return balancer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** From now on requests go to these only. */
  public void to(URI... only) {
    nodes = List.of(only);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      List<URI> now = nodes;
      int first = Math.floorMod(next.getAndIncrement(), now.size());
      for (int i = 0; i < now.size(); i++) {
        if (answered(exchange, now.get((first + i) % now.size()), body)) {
          return;
        }
      }
      exchange.sendResponseHeaders(503, NO_BODY);
    }
  }

  /** False when the node does not listen. */
  private boolean answered(HttpExchange exchange, URI node, byte[] body) throws IOException {
    try {
      answer(exchange, client.send(request(exchange, node, body), bytes()));
    } catch (ConnectException e) {
      return false;
    } catch (IOException e) {
      exchange.sendResponseHeaders(502, NO_BODY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  private static HttpResponse.BodyHandler<byte[]> bytes() {
    return HttpResponse.BodyHandlers.ofByteArray();
  }

  private static HttpRequest request(HttpExchange exchange, URI node, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.resolve(exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.build();
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer)
      throws IOException {
    answer
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> exchange.getResponseHeaders().add(name, value));
          }
        });
    exchange.sendResponseHeaders(
        answer.statusCode(), answer.body().length == 0 ? NO_BODY : answer.body().length);
    if (answer.body().length > 0) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
    client.close();
  }
}
