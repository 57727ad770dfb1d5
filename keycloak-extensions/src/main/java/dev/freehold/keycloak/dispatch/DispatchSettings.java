package dev.freehold.keycloak.dispatch;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The dispatcher's settings, from Keycloak's provider configuration.
 *
 * @param receiver empty when neither URL nor secret is set: events are kept, none is sent
 * @param attempts how often an event is tried before it is put aside
 * @param rejections how often it is tried when the receiver says that the event itself is wrong
 * @param timeout for one delivery, from connecting to the answer's end
 * @param batch how many deliveries run at once on this node
 * @param poll how long at most until a node sees another node's new event
 * @param payloadCap bytes of the longest body that is sent
 * @param retention how long delivered events are kept
 * @param deadRetention how long dead letters are kept
 */
record DispatchSettings(
    Optional<Receiver> receiver,
    int attempts,
    int rejections,
    Backoff backoff,
    Duration timeout,
    int batch,
    Duration poll,
    int payloadCap,
    Duration retention,
    Duration deadRetention) {

  /**
   * A row's lease outlasts every delivery by this much, so nobody else takes it while it is under
   * way.
   */
  private static final Duration LEASE_MARGIN = Duration.ofSeconds(10);

  private static final String OPTION = "spi-events-listener--freehold-outbox--";

  Duration lease() {
    return timeout.plus(LEASE_MARGIN);
  }

  /**
   * @param option the value of an option by its name in dashes, null when it is not set
   * @throws IllegalStateException naming the option that is missing or unsafe, never its value
   */
  static DispatchSettings read(UnaryOperator<String> option) {
    return new DispatchSettings(
        receiver(option),
        number(option, "attempts", 200, 1, 100_000),
        number(option, "rejections", 8, 1, 100_000),
        backoff(option),
        Duration.ofMillis(number(option, "timeout-ms", 10_000, 100, 120_000)),
        number(option, "batch", 8, 1, 64),
        Duration.ofMillis(number(option, "poll-ms", 1_000, 50, 60_000)),
        number(option, "payload-cap-bytes", 65_536, 1_024, 1_048_576),
        Duration.ofHours(number(option, "retention-hours", 72, 0, 24 * 3650)),
        Duration.ofHours(number(option, "dead-retention-hours", 24 * 90, 1, 24 * 3650)));
  }

  private static Backoff backoff(UnaryOperator<String> option) {
    int base = number(option, "backoff-ms", 500, 1, 3_600_000);
    int max = number(option, "backoff-max-ms", 300_000, 1, 86_400_000);
    if (max < base) {
      throw unsafe("backoff-max-ms", "must not be less than backoff-ms");
    }
    return new Backoff(Duration.ofMillis(base), Duration.ofMillis(max));
  }

  private static Optional<Receiver> receiver(UnaryOperator<String> option) {
    String url = text(option, "url");
    String secret = text(option, "secret");
    String previous = text(option, "secret-previous");
    if (url == null && secret == null && previous == null) {
      return Optional.empty();
    }
    if (url == null) {
      throw unsafe("url", "is missing while a secret is set");
    }
    if (secret == null) {
      throw unsafe(
          "secret",
          "is missing while " + (previous == null ? "url" : "secret-previous") + " is set");
    }
    List<WebhookSecret> secrets = new ArrayList<>();
    secrets.add(secret("secret", secret));
    if (previous != null) {
      secrets.add(secret("secret-previous", previous));
    }
    return Optional.of(new Receiver(url(url), List.copyOf(secrets)));
  }

  private static WebhookSecret secret(String name, String text) {
    try {
      return WebhookSecret.parse(text);
    } catch (IllegalArgumentException e) {
      throw unsafe(name, e.getMessage());
    }
  }

  private static URI url(String text) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw unsafe("url", "is not a URL");
    }
    boolean web =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    if (!web || url.getHost() == null) {
      throw unsafe("url", "must be an absolute http or https URL");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw unsafe("url", "must have no user name, password or fragment");
    }
    return url;
  }

  private static int number(
      UnaryOperator<String> option, String name, int otherwise, int min, int max) {
    String text = text(option, name);
    if (text == null) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, like a number out of range.
    }
    throw unsafe(name, "must be a whole number from " + min + " to " + max);
  }

  private static String text(UnaryOperator<String> option, String name) {
    String value = option.apply(name);
    return value == null || value.isBlank() ? null : value.trim();
  }

  private static IllegalStateException unsafe(String name, String what) {
    return new IllegalStateException("Option " + OPTION + name + ' ' + what);
  }
}
