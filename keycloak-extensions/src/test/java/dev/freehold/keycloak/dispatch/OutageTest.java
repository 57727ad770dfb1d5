package dev.freehold.keycloak.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutageTest {
  private final AtomicLong now = new AtomicLong(1_000_000);
  private final Outage outage = new Outage(() -> Instant.ofEpochMilli(now.get()), new Random(1));

  @Test
  void letsAllThroughWhileTheReceiverAnswers() {
    assertThat(outage.allowed(8, 0)).isEqualTo(8);
    assertThat(outage.answered()).isFalse();
  }

  @Test
  void triesOneAtATimeAfterAPauseWhenItDoesNot() {
    outage.failed();
    now.addAndGet(10_000);
    assertThat(outage.allowed(8, 1)).isZero();
    assertThat(outage.allowed(8, 0)).isEqualTo(1);
  }

  @Test
  void pausesLongerTheLongerItLasts() {
    for (int i = 0; i < 20; i++) {
      outage.failed();
    }
    assertThat(outage.allowed(8, 0)).isZero();
    now.addAndGet(5_001);
    assertThat(outage.allowed(8, 0)).isEqualTo(1);
  }

  @Test
  void endsWithTheFirstAnswer() {
    outage.failed();
    assertThat(outage.answered()).isTrue();
    assertThat(outage.allowed(8, 3)).isEqualTo(8);
  }
}
