package dev.freehold.keycloak.dispatch;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts one event to the receiver. Redirects are not followed: the signed body goes where the
 * configuration says, or nowhere.
 */
final class WebhookSender {
  /** Answers that blame the event rather than the moment. */
  private static final Set<Integer> REJECTIONS = Set.of(400, 413, 422);

  private final Receiver receiver;
  private final Duration timeout;
  private final int payloadCap;
  private final InstantSource clock;
  private final HttpClient http;

  WebhookSender(Receiver receiver, Duration timeout, int payloadCap, InstantSource clock) {
    this.receiver = receiver;
    this.timeout = timeout;
    this.payloadCap = payloadCap;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  Outcome send(Delivery delivery) throws InterruptedException {
    byte[] body = delivery.payload().getBytes(StandardCharsets.UTF_8);
    if (body.length > payloadCap) {
      return new Outcome.Impossible("the payload has " + body.length + " bytes");
    }
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(request(delivery, body), info -> new CappedBody());
    try {
      // The request's own time-out ends with the headers; this one also covers a body that drips.
      return outcome(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode());
    } catch (TimeoutException e) {
      return new Outcome.Unavailable("no answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      return new Outcome.Unavailable(e.getCause().getClass().getSimpleName());
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(Delivery delivery, byte[] body) {
    long timestamp = clock.instant().getEpochSecond();
    return HttpRequest.newBuilder(receiver.url())
        .timeout(timeout)
        .header("Content-Type", "application/json")
        .header("User-Agent", "Freehold-Keycloak")
        .header("webhook-id", delivery.id())
        .header("webhook-timestamp", Long.toString(timestamp))
        .header(
            "webhook-signature",
            WebhookSignature.of(receiver.secrets(), delivery.id(), timestamp, delivery.payload()))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private static Outcome outcome(int status) {
    if (status >= 200 && status < 300) {
      return new Outcome.Delivered();
    }
    String reason = "status " + status;
    return REJECTIONS.contains(status)
        ? new Outcome.Rejected(reason)
        : new Outcome.Unavailable(reason);
  }
}
