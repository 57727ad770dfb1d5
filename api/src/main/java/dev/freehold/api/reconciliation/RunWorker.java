package dev.freehold.api.reconciliation;

import dev.freehold.api.platform.DueWork;
import dev.freehold.api.platform.Wakeups;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes runs that are due and takes those that are not finished to their end, one after the other.
 * Every node does so; a lock keeps two from the same profile.
 */
@Singleton
class RunWorker implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);

  /** While a run is not finished: the node that is at it may die. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final Duration CLEARED_EVERY = Duration.ofHours(1);
  private static final String SCHEDULE = "schedule";

  private final RunRepository runs;
  private final RunExecution execution;
  private final RunLock lock;
  private final Runs requests;
  private final ReconciliationSettings settings;
  private final DueWork work;
  private final Map<UUID, Wait> waits = new HashMap<>();
  private long firstLook;
  private long nextClearing;

  RunWorker(
      RunRepository runs,
      RunExecution execution,
      RunLock lock,
      Runs requests,
      ReconciliationSettings settings,
      Wakeups wakeups) {
    this.runs = runs;
    this.execution = execution;
    this.lock = lock;
    this.requests = requests;
    this.settings = settings;
    this.work = wakeups.of("reconciliation", "reconciliation", this::look);
  }

  private record Wait(int attempt, long until) {}

  @Override
  public void onApplicationEvent(StartupEvent event) {
    firstLook = System.nanoTime() + settings.firstAfter().toNanos();
    nextClearing = firstLook;
    work.start();
  }

  @PreDestroy
  void stop() {
    work.stop();
  }

  private Optional<Duration> look() {
    Optional<Duration> scheduled = settings.every().isZero() ? Optional.empty() : makeDue();
    clear();
    List<Run> unfinished = runs.unfinished();
    unfinished.forEach(this::attend);
    waits.keySet().retainAll(unfinished.stream().map(Run::id).toList());
    return Stream.concat(scheduled.stream(), unfinished.stream().map(run -> rest(run.id())))
        .min(Comparator.naturalOrder());
  }

  /** Answers in how long the next is due. */
  private Optional<Duration> makeDue() {
    if (remaining(firstLook).isPositive()) {
      return Optional.of(remaining(firstLook));
    }
    double every = settings.every().toSeconds();
    Optional<Duration> next = DueWork.in(runs.secondsToDue(every));
    if (next.isEmpty() || next.get().isPositive()) {
      return next;
    }
    for (UUID profile : runs.due(every)) {
      requests.request(profile, SCHEDULE, false, false);
    }
    return DueWork.in(runs.secondsToDue(every));
  }

  private void clear() {
    if (!remaining(nextClearing).isPositive()) {
      nextClearing = System.nanoTime() + CLEARED_EVERY.toNanos();
      runs.deleteOlderThanDays(settings.retentionDays());
    }
  }

  private void attend(Run run) {
    Wait wait = waits.get(run.id());
    if (!work.running() || (wait != null && remaining(wait.until()).isPositive())) {
      return;
    }
    lock.tryHold(
        run.profileId(),
        () -> {
          if (execution.run(run.id(), work::running)) {
            waits.remove(run.id());
          } else {
            postpone(run, wait == null ? 1 : wait.attempt() + 1);
          }
        });
  }

  private void postpone(Run run, int attempt) {
    Duration pause = LOOK_AGAIN.multipliedBy(1L << Math.min(attempt - 1, 10));
    pause = pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT;
    waits.put(run.id(), new Wait(attempt, System.nanoTime() + pause.toNanos()));
    LOG.warn("Reconciliation {} waits for Keycloak (attempt {})", run.id(), attempt);
  }

  private Duration rest(UUID runId) {
    Wait wait = waits.get(runId);
    return wait == null ? LOOK_AGAIN : remaining(wait.until());
  }

  private static Duration remaining(long until) {
    return Duration.ofNanos(Math.max(0, until - System.nanoTime()));
  }
}
