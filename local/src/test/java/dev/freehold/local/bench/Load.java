package dev.freehold.local.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** A few connections that each send the next request as soon as the last one is answered. */
final class Load {
  private static final int CONNECTIONS = 8;

  private final URI server;
  private final ProcessHandle process;

  Load(URI server, ProcessHandle process) {
    this.server = server;
    this.process = process;
  }

  /**
   * What a run came to.
   *
   * @param perSecond requests a second
   * @param serverMicros CPU time of the server for one request
   */
  record Rate(double perSecond, double serverMicros) {}

  static byte[] plain(String token) {
    return bytes("GET /bench/plain HTTP/1.1\r\nHost: localhost\r\n" + bearer(token) + "\r\n");
  }

  static byte[] graphQl(String token) {
    String body = "{\"query\":\"{ user { id } }\"}";
    return bytes(
        "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + ("Accept: application/json\r\nContent-Length: " + body.length() + "\r\n")
            + (bearer(token) + "\r\n" + body));
  }

  /** The same request again and again. */
  Rate forTime(byte[] request, Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    return run(_ -> System.nanoTime() < end ? request : null);
  }

  /** Each request once. */
  Rate once(List<byte[]> requests) throws Exception {
    return run(i -> i < requests.size() ? requests.get(i) : null);
  }

  private Rate run(IntFunction<byte[]> requests) throws Exception {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    Duration cpu = cpu();
    long start = System.nanoTime();
    try (ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        all.add(connections.submit(() -> send(requests, next, done)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double micros = cpu().minus(cpu).toNanos() / 1e3;
    return new Rate(done.get() / seconds, micros / done.get());
  }

  private Void send(IntFunction<byte[]> requests, AtomicInteger next, AtomicInteger done)
      throws IOException {
    try (LoadConnection connection = new LoadConnection(server)) {
      for (byte[] request = requests.apply(next.getAndIncrement());
          request != null;
          request = requests.apply(next.getAndIncrement())) {
        String body = new String(connection.exchange(request), StandardCharsets.UTF_8);
        if (!body.contains("-") || body.contains("errors")) {
          throw new IOException("Not the answer expected: " + body);
        }
        done.incrementAndGet();
      }
    }
    return null;
  }

  private Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static String bearer(String token) {
    return "Authorization: Bearer " + token + "\r\n";
  }

  private static byte[] bytes(String request) {
    return request.getBytes(StandardCharsets.US_ASCII);
  }
}
