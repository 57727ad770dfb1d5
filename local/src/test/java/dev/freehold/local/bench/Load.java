package dev.freehold.local.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
   * @param done how many requests were answered
   * @param perSecond requests a second
   * @param serverMicros CPU time of the server for one request
   */
  record Rate(int done, double perSecond, double serverMicros) {}

  /**
   * A request, ready to be sent.
   *
   * @param begin how its answer begins when it is the one expected
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Request(byte[] bytes, byte[] begin) {
    static Request get(String path, String token, String begin) {
      return new Request(
          Load.bytes("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + bearer(token) + "\r\n"),
          Load.bytes(begin));
    }

    static Request graphQl(String body, String token, String begin) {
      return new Request(
          Load.bytes(
              "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  + ("Accept: application/json\r\nContent-Length: " + body.length() + "\r\n")
                  + (bearer(token) + "\r\n" + body)),
          Load.bytes(begin));
    }
  }

  static Request plain(String token) {
    return Request.get("/bench/plain", token, "{\"subject\":\"");
  }

  static Request graphQl(String token) {
    return Request.graphQl(
        "{\"query\":\"{ user { id } }\"}", token, "{\"data\":{\"user\":{\"id\" : \"");
  }

  /** The same request again and again. */
  Rate forTime(Request request, Duration time) throws Exception {
    return forTime(List.of(request), time);
  }

  /** One request after the other, and again from the first. */
  Rate forTime(List<Request> requests, Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    return run(i -> System.nanoTime() < end ? requests.get(i % requests.size()) : null);
  }

  /** Each request once. */
  Rate once(List<Request> requests) throws Exception {
    return run(i -> i < requests.size() ? requests.get(i) : null);
  }

  static Rate median(List<Rate> rates) {
    return rates.stream()
        .sorted(Comparator.comparingDouble(Rate::perSecond))
        .toList()
        .get(rates.size() / 2);
  }

  private Rate run(IntFunction<Request> requests) throws Exception {
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
    return new Rate(done.get(), done.get() / seconds, micros / done.get());
  }

  private Void send(IntFunction<Request> requests, AtomicInteger next, AtomicInteger done)
      throws IOException {
    try (LoadConnection connection = new LoadConnection(server)) {
      for (Request request = requests.apply(next.getAndIncrement());
          request != null;
          request = requests.apply(next.getAndIncrement())) {
        byte[] body = connection.exchange(request.bytes());
        int begin = request.begin().length;
        if (body.length < begin || !Arrays.equals(body, 0, begin, request.begin(), 0, begin)) {
          throw new IOException(
              "Not the answer expected: " + new String(body, StandardCharsets.UTF_8));
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
