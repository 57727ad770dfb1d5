package dev.freehold.keycloak.dispatch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Sends one claimed row and records what came of it. */
final class DeliveryAttempt {
  private static final Logger LOG = Logger.getLogger(DeliveryAttempt.class);

  private final OutboxQueue queue;
  private final WebhookSender sender;
  private final Outage outage;
  private final OutboxMetrics metrics;
  private final DispatchSettings settings;
  private final InstantSource clock;
  private final RandomGenerator random;

  DeliveryAttempt(
      OutboxQueue queue,
      WebhookSender sender,
      Outage outage,
      OutboxMetrics metrics,
      DispatchSettings settings,
      InstantSource clock,
      RandomGenerator random) {
    this.queue = queue;
    this.sender = sender;
    this.outage = outage;
    this.metrics = metrics;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  void run(Delivery delivery) throws InterruptedException {
    Outcome outcome = sender.send(delivery);
    if (outcome instanceof Outcome.Delivered) {
      queue.delivered(delivery);
      metrics.delivered(Duration.ofMillis(Math.max(0, clock.millis() - delivery.createdAt())));
      answered();
    } else if (outcome instanceof Outcome.Unavailable failure) {
      metrics.failed("unavailable");
      outage.failed();
      retryOrBury(delivery, failure.reason(), settings.attempts());
    } else if (outcome instanceof Outcome.Rejected failure) {
      metrics.failed("rejected");
      retryOrBury(delivery, failure.reason(), settings.rejections());
      answered();
    } else if (outcome instanceof Outcome.Impossible failure) {
      bury(delivery, failure.reason());
    }
  }

  /**
   * The first answer after an outage frees what piled up behind it, instead of letting it wait out
   * its back-off.
   */
  private void answered() {
    if (outage.answered()) {
      LOG.info("The receiver answers again; sending what waited");
      queue.wakeWaiting();
    }
  }

  private void retryOrBury(Delivery delivery, String reason, int limit) {
    int failures = delivery.attempts() + 1;
    if (failures >= limit) {
      bury(delivery, reason);
      return;
    }
    Duration delay = settings.backoff().delay(failures, random);
    LOG.logf(
        failures == 1 ? Logger.Level.INFO : Logger.Level.DEBUG,
        "Event %s (%s) was not taken: %s; attempt %d follows in %d ms",
        delivery.id(),
        delivery.type(),
        reason,
        failures + 1,
        delay.toMillis());
    queue.retry(delivery, delay, reason);
  }

  private void bury(Delivery delivery, String reason) {
    LOG.errorf(
        "Event %s (%s) of user %s is a dead letter after %d attempts: %s",
        delivery.id(), delivery.type(), delivery.subject(), delivery.attempts() + 1, reason);
    metrics.died();
    queue.dead(delivery, reason);
  }
}
