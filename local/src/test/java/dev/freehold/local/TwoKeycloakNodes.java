package dev.freehold.local;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two nodes of Keycloak in one cluster, in the place of the platform's own, which stands still
 * meanwhile. What browsers and the API send is spread over both, and so are their events over the
 * places given to {@link #events()}.
 */
public final class TwoKeycloakNodes implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final TestPlatform platform;
  private final KeycloakServer first;
  private final KeycloakServer second;
  private final Balancer events;
  private Balancer requests;

  public TwoKeycloakNodes(TestPlatform platform) {
    this.platform = platform;
    events = Balancer.at(0, List.of(platform.webhook().resolve("/")));
    Map<String, String> environment =
        Map.of(
            "KC_SPI_EVENTS_LISTENER__FREEHOLD_OUTBOX__URL",
            "http://127.0.0.1:" + events.port() + platform.webhook().getPath());
    first = platform.keycloakNode("keycloak-first", environment);
    second = platform.keycloakNode("keycloak-second", environment);
    platform.keycloak().stop();
    try {
      start();
      requests =
          Balancer.at(platform.keycloak().url().getPort(), List.of(first.url(), second.url()));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Starts what does not run, and returns once both see each other. */
  public void start() {
    CompletableFuture.allOf(
            CompletableFuture.runAsync(first::start), CompletableFuture.runAsync(second::start))
        .join();
    await().atMost(PATIENCE).until(() -> members(first) == 2 && members(second) == 2);
  }

  public KeycloakServer first() {
    return first;
  }

  public KeycloakServer second() {
    return second;
  }

  /** Has requests answered by these only. */
  public void answering(KeycloakServer... nodes) {
    requests.to(List.of(nodes).stream().map(KeycloakServer::url).toArray(URI[]::new));
  }

  /** Where events are brought to; at first to the platform's own place for them. */
  public Balancer events() {
    return events;
  }

  /** How many deliveries the receiver answered to that node, since its start. */
  public long delivered(KeycloakServer node) {
    return (long) metric(node, "freehold_outbox_lag_seconds_count");
  }

  private static int members(KeycloakServer node) {
    return (int) metric(node, "vendor_cluster_size");
  }

  private static double metric(KeycloakServer node, String name) {
    try {
      String all =
          CLIENT
              .send(
                  HttpRequest.newBuilder(node.managementUrl().resolve("/metrics")).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      Matcher line =
          Pattern.compile("^" + name + "(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE).matcher(all);
      return line.find() ? Double.parseDouble(line.group(1)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends both, and starts the platform's own again. */
  @Override
  public void close() {
    if (requests != null) {
      requests.close();
    }
    CompletableFuture.allOf(
            CompletableFuture.runAsync(first::close), CompletableFuture.runAsync(second::close))
        .join();
    events.close();
    platform.keycloak().start();
  }
}
