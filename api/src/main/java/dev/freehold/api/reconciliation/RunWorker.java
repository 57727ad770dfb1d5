package dev.freehold.api.reconciliation;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes runs that are due and takes those that are not finished to their end, one after the other.
 * Every node does so; a lock keeps two from the same profile.
 */
@Singleton
class RunWorker implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final String SCHEDULE = "schedule";

  private final RunRepository runs;
  private final RunExecution execution;
  private final RunLock lock;
  private final Runs requests;
  private final ReconciliationSettings settings;
  private final Semaphore signal = new Semaphore(0);
  private final Map<UUID, Wait> waits = new HashMap<>();
  private final Thread thread =
      Thread.ofPlatform().name("reconciliation").daemon().unstarted(this::work);

  private volatile boolean running = true;
  private long nextLook;

  RunWorker(
      RunRepository runs,
      RunExecution execution,
      RunLock lock,
      Runs requests,
      ReconciliationSettings settings) {
    this.runs = runs;
    this.execution = execution;
    this.lock = lock;
    this.requests = requests;
    this.settings = settings;
  }

  private record Wait(int attempt, long until) {}

  @Override
  public void onApplicationEvent(StartupEvent event) {
    nextLook = System.nanoTime() + settings.firstAfter().toNanos();
    requests.onRequest(signal::release);
    thread.start();
  }

  @PreDestroy
  void stop() throws InterruptedException {
    running = false;
    signal.release();
    thread.join(POLL);
  }

  private void work() {
    while (running) {
      try {
        makeDue();
        runs.unfinished().forEach(this::attend);
      } catch (RuntimeException e) {
        if (running) {
          LOG.warn("Reconciliation cannot go on; trying again", e);
        }
      }
      rest();
    }
  }

  private void makeDue() {
    if (settings.every().isZero() || System.nanoTime() - nextLook < 0) {
      return;
    }
    nextLook = System.nanoTime() + LOOK_EVERY.toNanos();
    for (UUID profile : runs.due((double) settings.every().toSeconds())) {
      requests.request(profile, SCHEDULE, false, false);
    }
    runs.deleteOlderThanDays(settings.retentionDays());
  }

  private void attend(Run run) {
    Wait wait = waits.get(run.id());
    if (!running || (wait != null && System.nanoTime() - wait.until() < 0)) {
      return;
    }
    lock.tryHold(
        run.profileId(),
        () -> {
          if (execution.run(run.id(), () -> running)) {
            waits.remove(run.id());
          } else {
            postpone(run, wait == null ? 1 : wait.attempt() + 1);
          }
        });
  }

  private void postpone(Run run, int attempt) {
    Duration pause = POLL.multipliedBy(1L << Math.min(attempt - 1, 10));
    pause = pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT;
    waits.put(run.id(), new Wait(attempt, System.nanoTime() + pause.toNanos()));
    LOG.warn("Reconciliation {} waits for Keycloak (attempt {})", run.id(), attempt);
  }

  private void rest() {
    try {
      if (signal.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        signal.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }
}
