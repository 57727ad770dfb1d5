package dev.freehold.api.profile;

import dev.freehold.api.platform.DueWork;
import dev.freehold.api.platform.Wakeups;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Nullable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provisions every profile at start, repairs drift from time to time, and goes on trying those that
 * are not ready. On a thread of its own: the API answers while Keycloak is down. Whoever changes a
 * profile provisions it himself; he says in its row when that failed, and only where he says
 * nothing for long is it taken up here.
 */
@Singleton
class ProvisioningWorker implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(ProvisioningWorker.class);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** For whoever changed a profile to provision it; then he is taken to be dead. */
  private static final Duration ANOTHERS = Duration.ofSeconds(15);

  private final FirstStart firstStart;
  private final ProfileRepository profiles;
  private final Provisioning provisioning;
  private final KeycloakSettings keycloak;
  private final DueWork work;
  private final Duration repairEvery;
  private final Map<UUID, Long> doneAt = new HashMap<>();
  private final Map<UUID, Retry> retries = new HashMap<>();
  private final Map<UUID, Unsaid> unsaid = new HashMap<>();
  private boolean atStart = true;

  ProvisioningWorker(
      FirstStart firstStart,
      ProfileRepository profiles,
      Provisioning provisioning,
      KeycloakSettings keycloak,
      Wakeups wakeups,
      @Property(name = "freehold.profiles.repair-every", defaultValue = "PT10M")
          Duration repairEvery) {
    this.firstStart = firstStart;
    this.profiles = profiles;
    this.provisioning = provisioning;
    this.keycloak = keycloak;
    this.repairEvery = repairEvery;
    this.work = wakeups.of("provisioning", "profiles", this::pass);
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    firstStart.run();
    work.start();
  }

  @PreDestroy
  void stop() {
    work.stop();
  }

  /** Answers in how long the next profile is due. */
  Optional<Duration> pass() {
    List<Profile> all = profiles.list();
    forget(all.stream().map(Profile::id).collect(Collectors.toSet()));
    Optional<Duration> next =
        all.stream()
            .filter(ProvisioningWorker::concerned)
            .takeWhile(_ -> work.running())
            .map(this::attend)
            .min(Comparator.naturalOrder());
    atStart = false;
    return next;
  }

  private void forget(Set<UUID> others) {
    List.of(doneAt, retries, unsaid).forEach(known -> known.keySet().retainAll(others));
  }

  private static boolean concerned(Profile profile) {
    return profile.builtIn() || profile.status() == ProfileStatus.DELETING;
  }

  /** Does what the profile needs now; answers how long it wants to be left alone. */
  private Duration attend(Profile profile) {
    Retry retry = retries.get(profile.id());
    Duration rest =
        retry != null
            ? retry.remaining()
            : profile.status() == ProfileStatus.READY ? untilRepair(profile) : untilTaken(profile);
    return rest.isPositive() ? rest : attempt(profile, retry);
  }

  private Duration untilRepair(Profile profile) {
    unsaid.remove(profile.id());
    if (!atStart) {
      // Made meanwhile; whoever made it provisioned it.
      doneAt.putIfAbsent(profile.id(), System.nanoTime());
    }
    Long at = doneAt.get(profile.id());
    return at == null ? Duration.ZERO : remaining(at + repairEvery.toNanos());
  }

  /** Nobody else is at a profile that says why it is not ready, nor at any found at start. */
  private Duration untilTaken(Profile profile) {
    if (atStart || profile.statusReason() != null) {
      return Duration.ZERO;
    }
    Unsaid known = unsaid.get(profile.id());
    if (known == null || known.revision() != profile.revision()) {
      known = new Unsaid(profile.revision(), System.nanoTime() + ANOTHERS.toNanos());
      unsaid.put(profile.id(), known);
    }
    return remaining(known.until());
  }

  private Duration attempt(Profile profile, @Nullable Retry retry) {
    Optional<RealmRefusal> refusal =
        profile.status() == ProfileStatus.READY
            ? provisioning.repair(profile.id())
            : provisioning.resume(profile.id());
    unsaid.remove(profile.id());
    if (refusal.isEmpty()) {
      doneAt.put(profile.id(), System.nanoTime());
      retries.remove(profile.id());
      return repairEvery;
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

  private static Duration remaining(long until) {
    return Duration.ofNanos(Math.max(0, until - System.nanoTime()));
  }

  /** Of a change of which it is not known how its provisioning went. */
  private record Unsaid(long revision, long until) {}

  private record Retry(int attempt, long notBefore) {
    static Retry after(int attempt) {
      Duration pause = min(LONGEST, SHORTEST.multipliedBy(1L << Math.min(attempt - 1, 10)));
      return new Retry(attempt, System.nanoTime() + pause.toNanos());
    }

    Duration remaining() {
      return ProvisioningWorker.remaining(notBefore);
    }
  }
}
