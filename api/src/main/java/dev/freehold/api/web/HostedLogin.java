package dev.freehold.api.web;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Whether the hosted login page can be used; asked at most once a second. */
@Singleton
class HostedLogin {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** What the page can tell apart. */
  enum State {
    READY,
    KEYCLOAK_DOWN,
    PROFILE_PENDING;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    String message(WelcomeSettings settings) {
      return switch (this) {
        case READY -> "The hosted login page is ready.";
        case KEYCLOAK_DOWN ->
            "Waiting for Keycloak at "
                + settings.keycloak()
                + ". If it does not come up, look at its log and at FREEHOLD_KEYCLOAK_URL.";
        case PROFILE_PENDING ->
            "Keycloak is up; waiting for the API to provision the realm "
                + settings.realm()
                + ". If it stays so, the API's log says what Keycloak refused.";
      };
    }
  }

  private final WelcomeSettings settings;
  private final Clock clock;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private volatile Seen seen = new Seen(State.KEYCLOAK_DOWN, Instant.EPOCH);

  private record Seen(State state, Instant at) {}

  HostedLogin(WelcomeSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Blocks for two seconds at most. */
  State state() {
    if (seen.at().plusSeconds(1).isBefore(clock.instant())) {
      seen = new Seen(ask(), clock.instant());
    }
    return seen.state();
  }

  private State ask() {
    HttpRequest request = HttpRequest.newBuilder(settings.discovery()).timeout(TIMEOUT).build();
    try {
      return switch (http.send(request, BodyHandlers.discarding()).statusCode()) {
        case 200 -> State.READY;
        case 404 -> State.PROFILE_PENDING;
        default -> State.KEYCLOAK_DOWN;
      };
    } catch (IOException e) {
      return State.KEYCLOAK_DOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return State.KEYCLOAK_DOWN;
    }
  }
}
