package dev.freehold.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits until an HTTP address answers 200. */
final class Readiness {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private Readiness() {}

  /**
   * Returns once {@code address} answers 200.
   *
   * @throws IllegalStateException when {@code alive} turns false or the limit has passed
   */
  static void await(URI address, Duration limit, BooleanSupplier alive) {
    Instant end = Instant.now().plus(limit);
    while (!answers(address)) {
      if (!alive.getAsBoolean()) {
        throw new IllegalStateException("ended before " + address + " was ready");
      }
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException(address + " not ready after " + limit.toSeconds() + " s");
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for " + address, e);
      }
    }
  }

  static boolean answers(URI address) {
    try {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
      return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
