package dev.freehold.keycloak.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofMinutes(5));

  @Test
  void doublesUpToTheMaximum() {
    assertThat(Stream.of(1, 2, 3, 10, 11, 1_000, Integer.MAX_VALUE).map(backoff::ceiling))
        .containsExactly(
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(256),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5));
  }

  @Test
  void spreadsOverTheWholeWait() {
    Random random = new Random(1);
    var delays = Stream.generate(() -> backoff.delay(3, random)).limit(1_000).toList();
    assertThat(delays).allMatch(delay -> delay.compareTo(Duration.ofSeconds(2)) <= 0);
    assertThat(delays).anyMatch(delay -> delay.toMillis() < 200);
    assertThat(delays).anyMatch(delay -> delay.toMillis() > 1_800);
  }

  @Test
  void refusesAMaximumBelowTheBase() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
  }
}
