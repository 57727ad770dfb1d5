package dev.freehold.api.profile;

import dev.freehold.api.platform.Health;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Which profiles are not ready, by name: the API works, but somebody may not be able to log in. */
@Singleton
class ProfilesHealth implements HealthIndicator {
  private static final String NAME = "profiles";

  private final ProfileRepository profiles;
  private final Scheduler blocking;

  ProfilesHealth(
      ProfileRepository profiles, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.profiles = profiles;
    this.blocking = Schedulers.fromExecutorService(blocking);
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromCallable(this::look)
        .subscribeOn(blocking)
        // That the database is down is told by its own check.
        .onErrorResume(failure -> Mono.just(Health.result(NAME, HealthStatus.UNKNOWN, Map.of())));
  }

  private HealthResult look() {
    Map<String, Object> waiting = new TreeMap<>();
    for (Profile profile : profiles.list()) {
      if (profile.status() != ProfileStatus.READY) {
        waiting.put(profile.name(), profile.status().name());
      }
    }
    return Health.result(NAME, waiting.isEmpty() ? HealthStatus.UP : Health.DEGRADED, waiting);
  }
}
