package dev.freehold.keycloak.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebhookSenderTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000, 999_000_000);
  private static final WebhookSecret SECRET =
      WebhookSecret.parse("whsec_" + Base64.getEncoder().encodeToString(new byte[32]));

  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> headers = new ConcurrentHashMap<>();
  private final AtomicInteger elsewhere = new AtomicInteger();
  private HttpServer server;
  private int port;
  private Duration timeout = Duration.ofSeconds(30);

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.setExecutor(threads);
    server.createContext(
        "/elsewhere",
        exchange -> {
          elsewhere.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    port = server.getAddress().getPort();
  }

  @AfterEach
  void end() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private Outcome send(String payload, int cap, HttpHandler answer) throws InterruptedException {
    server.createContext("/hooks", answer);
    URI url = URI.create("http://127.0.0.1:" + port + "/hooks");
    WebhookSender sender =
        new WebhookSender(
            new Receiver(url, List.of(SECRET)), timeout, cap, InstantSource.fixed(NOW));
    return sender.send(new Delivery("id-1", "subject", "user.created", payload, "lease", 0, 0));
  }

  private static HttpHandler status(int status) {
    return exchange -> {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    };
  }

  @Test
  void signsWhatItSendsWithTheSecondItIsSent() throws InterruptedException {
    Outcome outcome =
        send(
            "{\"a\": \"ä\"}",
            100,
            exchange -> {
              exchange
                  .getRequestHeaders()
                  .forEach(
                      (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
              headers.put(
                  "body",
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
              exchange.sendResponseHeaders(204, -1);
              exchange.close();
            });
    assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
    assertThat(headers)
        .containsEntry("body", "{\"a\": \"ä\"}")
        .containsEntry("content-type", "application/json")
        .containsEntry("webhook-id", "id-1")
        .containsEntry("webhook-timestamp", "1700000000")
        .containsEntry(
            "webhook-signature",
            WebhookSignature.of(List.of(SECRET), "id-1", 1_700_000_000, "{\"a\": \"ä\"}"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void takesThatForARefusalOfTheEvent(int status) throws InterruptedException {
    assertThat(send("{}", 100, status(status))).isEqualTo(new Outcome.Rejected("status " + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 408, 429, 500, 503, 304})
  void takesThatForATroubleOfTheReceiver(int status) throws InterruptedException {
    assertThat(send("{}", 100, status(status)))
        .isEqualTo(new Outcome.Unavailable("status " + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void goesNowhereElse(int status) throws InterruptedException {
    Outcome outcome =
        send(
            "{}",
            100,
            exchange -> {
              exchange.getResponseHeaders().add("Location", "/elsewhere");
              status(status).handle(exchange);
            });
    assertThat(outcome).isEqualTo(new Outcome.Unavailable("status " + status));
    assertThat(elsewhere).hasValue(0);
  }

  @Test
  void sendsNothingThatIsTooLong() throws InterruptedException {
    // Bytes count, not characters.
    assertThat(send("\u00e4".repeat(51), 101, status(204)))
        .isEqualTo(new Outcome.Impossible("the payload has 102 bytes"));
    server.removeContext("/hooks");
    assertThat(send("\u00e4".repeat(50), 100, status(204))).isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void losesPatienceWithAnAnswerThatNeverComes() throws InterruptedException {
    timeout = Duration.ofMillis(500);
    assertThat(send("{}", 100, this::wait)).isInstanceOf(Outcome.Unavailable.class);
  }

  @Test
  void losesPatienceWithAnAnswerThatNeverEnds() throws InterruptedException {
    timeout = Duration.ofMillis(500);
    Outcome outcome =
        send(
            "{}",
            100,
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write('a');
              exchange.getResponseBody().flush();
              wait(exchange);
            });
    assertThat(outcome).isEqualTo(new Outcome.Unavailable("no answer within 500 ms"));
  }

  @Test
  void readsNoMoreThanItNeedsOfALongAnswer() throws InterruptedException {
    Outcome outcome =
        send(
            "{}",
            100,
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write(new byte[64 * 1024]);
              exchange.getResponseBody().flush();
              wait(exchange);
            });
    assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
  }

  @Test
  void tellsOfNoSecretWhenTheReceiverIsNotThere() throws InterruptedException {
    server.stop(0);
    Outcome outcome = send("{}", 100, status(204));
    assertThat(outcome).isEqualTo(new Outcome.Unavailable("ConnectException"));
  }

  private void wait(HttpExchange exchange) {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }
}
