package dev.freehold.api.platform;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Runs the checks behind {@code /health}: off the event loop, in bounded time, causes in the log.
 */
@Singleton
public class Health {
  /** Works, but a part it can do without for a while is missing. Answered with status 200. */
  public static final HealthStatus DEGRADED = new HealthStatus("DEGRADED");

  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final Scheduler blocking;

  Health(@Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.blocking = Schedulers.fromExecutorService(blocking);
  }

  /**
   * The result of a check that may block; {@code DOWN} when it throws or takes too long.
   *
   * @param check gives the details, which anyone who reaches the management port may read
   */
  public Publisher<HealthResult> up(String name, Callable<Map<String, Object>> check) {
    return Mono.fromCallable(check)
        .subscribeOn(blocking)
        .timeout(LIMIT)
        .map(details -> result(name, HealthStatus.UP, details))
        .onErrorResume(failure -> {
          LOG.warn("Health: {} is down: {}", name, failure.toString());
          return Mono.just(
              result(name, HealthStatus.DOWN, Map.of("error", "does not answer; see the log")));
        });
  }

  /** A result for what is known without asking anyone. */
  public static HealthResult result(String name, HealthStatus status, Map<String, Object> details) {
    return HealthResult.builder(name, status).details(details).build();
  }
}
