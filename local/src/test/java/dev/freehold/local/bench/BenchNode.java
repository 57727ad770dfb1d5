package dev.freehold.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.local.ApiProcess;
import dev.freehold.local.GraphQl;
import dev.freehold.local.TestPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The only node of the API while it lasts: nothing else asks the database then. */
final class BenchNode implements AutoCloseable {
  static final String JAR = "freehold-api-bench.jar";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ApiProcess api;
  private final double startUpSeconds;

  private BenchNode(ApiProcess api, double startUpSeconds) {
    this.api = api;
    this.startUpSeconds = startUpSeconds;
  }

  /** Starts it on a platform that is provisioned. */
  static BenchNode start(TestPlatform platform, Map<String, String> environment)
      throws InterruptedException, ExecutionException {
    platform.stopApi();
    ApiProcess api = platform.apiNode(JAR, environment);
    long begin = System.nanoTime();
    FutureTask<Long> answer = new FutureTask<>(() -> untilAnswered(api.url(), begin));
    Thread.ofVirtual().start(answer);
    api.start();
    return new BenchNode(api, answer.get() / 1e9);
  }

  private static long untilAnswered(URI api, long begin) throws InterruptedException {
    while (true) {
      try {
        if (!new GraphQl(api, null).ask("{ __typename }", Map.of()).has("errors")) {
          return System.nanoTime() - begin;
        }
      } catch (UncheckedIOException e) {
        // It does not listen yet.
      }
      Thread.sleep(10);
    }
  }

  /** From its process' start to its first answer. */
  double startUpSeconds() {
    return startUpSeconds;
  }

  URI url() {
    return api.url();
  }

  /** GraphQL as the first administrator. */
  GraphQl administrator(TestPlatform platform) {
    return new GraphQl(
        url(),
        platform.visitor().logIn(platform.administratorEmail(), platform.administratorPassword()));
  }

  /** Returns once so many subscriptions are open. */
  void awaitSubscriptions(int count) {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(metric("freehold_graphql_subscriptions")).isEqualTo(count));
  }

  private double metric(String name) throws IOException, InterruptedException {
    return HTTP.send(
            HttpRequest.newBuilder(api.managementUrl().resolve("/prometheus")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  Load load() {
    return new Load(url(), processOf(JAR));
  }

  static ProcessHandle processOf(String jar) {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains(jar))
        .findFirst()
        .orElseThrow();
  }

  /** Bytes of the objects that are in use, counted after a collection. */
  long heap() throws IOException, InterruptedException {
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(processOf(JAR).pid()),
                "GC.class_histogram")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String histogram = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (command.waitFor() != 0) {
      throw new IOException("No histogram: " + histogram);
    }
    // Total  <instances>  <bytes>
    try (Scanner total = new Scanner(histogram.substring(histogram.lastIndexOf("Total") + 5))) {
      total.nextLong();
      return total.nextLong();
    }
  }

  @Override
  public void close() {
    api.close();
  }
}
