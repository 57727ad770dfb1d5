package dev.freehold.api.profile;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provisions every profile at start, repairs drift from time to time, and goes on trying those that
 * are not ready. On a thread of its own: the API answers while Keycloak is down.
 */
@Singleton
class ProvisioningWorker implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(ProvisioningWorker.class);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(15);

  private final FirstStart firstStart;
  private final ProfileRepository profiles;
  private final Provisioning provisioning;
  private final KeycloakSettings keycloak;
  private final Thread thread =
      Thread.ofPlatform().name("provisioning").daemon().unstarted(this::work);

  private final Duration repairEvery;
  private final Map<UUID, Long> doneAt = new HashMap<>();
  private final Map<UUID, Retry> retries = new HashMap<>();
  private boolean atStart = true;

  ProvisioningWorker(
      FirstStart firstStart,
      ProfileRepository profiles,
      Provisioning provisioning,
      KeycloakSettings keycloak,
      @Property(name = "freehold.profiles.repair-every", defaultValue = "PT10M")
          Duration repairEvery) {
    this.firstStart = firstStart;
    this.profiles = profiles;
    this.provisioning = provisioning;
    this.keycloak = keycloak;
    this.repairEvery = repairEvery;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    firstStart.run();
    thread.start();
  }

  @PreDestroy
  void stop() {
    thread.interrupt();
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(pass());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers how long to rest. */
  Duration pass() {
    Duration pause = min(IDLE, repairEvery);
    try {
      for (Profile profile : profiles.list()) {
        if (wanted(profile)) {
          pause = min(pause, attempt(profile));
        }
      }
      atStart = false;
    } catch (RuntimeException e) {
      LOG.error("The profiles could not be provisioned; trying again", e);
    }
    return pause;
  }

  private boolean wanted(Profile profile) {
    return profile.builtIn()
        ? profile.status() != ProfileStatus.READY || due(profile.id())
        : profile.status() == ProfileStatus.DELETING;
  }

  private boolean due(UUID profileId) {
    Long at = doneAt.get(profileId);
    if (at == null && !atStart && !retries.containsKey(profileId)) {
      // Made meanwhile; whoever made it provisioned it.
      doneAt.put(profileId, System.nanoTime());
      return false;
    }
    return at == null || System.nanoTime() - at >= repairEvery.toNanos();
  }

  /** Answers how long the profile wants to be left alone. */
  private Duration attempt(Profile profile) {
    Retry retry = retries.get(profile.id());
    if (retry != null && retry.remaining().isPositive()) {
      return retry.remaining();
    }
    Optional<RealmRefusal> refusal =
        profile.status() == ProfileStatus.READY
            ? provisioning.repair(profile.id())
            : provisioning.resume(profile.id());
    if (refusal.isEmpty()) {
      doneAt.put(profile.id(), System.nanoTime());
      retries.remove(profile.id());
      return min(IDLE, repairEvery);
    }
    int attempt = retry == null ? 1 : retry.attempt() + 1;
    Retry next = Retry.after(attempt);
    retries.put(profile.id(), next);
    say(profile, refusal.get(), attempt, next.remaining());
    return next.remaining();
  }

  private void say(Profile profile, RealmRefusal refusal, int attempt, Duration wait) {
    if (refusal.kind() == RealmRefusal.Kind.UNREACHABLE) {
      LOG.warn(
          "Waiting for Keycloak at {} to provision the realm {} of profile {} (attempt {}, next in"
              + " {} s)",
          keycloak.internalUrl(),
          profile.realm(),
          profile.name(),
          attempt,
          Math.max(1, wait.toSeconds()));
    } else {
      LOG.error(
          "The realm {} of profile {} could not be provisioned: {}",
          profile.realm(),
          profile.name(),
          refusal.getMessage(),
          refusal.getCause());
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private record Retry(int attempt, long notBefore) {
    static Retry after(int attempt) {
      Duration pause = min(LONGEST, SHORTEST.multipliedBy(1L << Math.min(attempt - 1, 10)));
      return new Retry(attempt, System.nanoTime() + pause.toNanos());
    }

    Duration remaining() {
      return Duration.ofNanos(Math.max(0, notBefore - System.nanoTime()));
    }
  }
}
