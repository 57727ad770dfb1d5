package dev.freehold.keycloak.dispatch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Whether the receiver seems to be down. While it does, one event at a time is tried, with growing
 * pauses: a whole backlog would only wear out its attempts and keep the receiver from getting up.
 */
final class Outage {
  private static final Backoff PAUSE = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

  private final InstantSource clock;
  private final RandomGenerator random;
  private int failures;
  private long notBefore;

  Outage(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  synchronized void failed() {
    failures++;
    notBefore = clock.millis() + PAUSE.delay(failures, random).toMillis();
  }

  /** Notes that the receiver answered; tells whether an outage ended with that. */
  synchronized boolean answered() {
    boolean ended = failures > 0;
    failures = 0;
    notBefore = 0;
    return ended;
  }

  /**
   * How many deliveries may start now.
   *
   * @param free deliveries that could start
   * @param running deliveries under way
   */
  synchronized int allowed(int free, int running) {
    if (failures == 0) {
      return free;
    }
    return running == 0 && clock.millis() >= notBefore ? 1 : 0;
  }
}
