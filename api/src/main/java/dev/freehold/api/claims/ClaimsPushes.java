package dev.freehold.api.claims;

import dev.freehold.api.platform.DueWork;
import dev.freehold.api.platform.Ids;
import dev.freehold.api.platform.Wakeups;
import dev.freehold.api.profile.KeycloakClaims;
import dev.freehold.api.profile.KeycloakClaims.Hindered;
import dev.freehold.api.profile.KeycloakClaims.Taken;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Keycloak whose accounts are which users with which roles, where a profile's tokens are to
 * say it. The database's triggers note who changed; this reads how things are and passes it on, at
 * once when Keycloak answers and otherwise as soon as it does. Nobody waits for it.
 */
@Singleton
public class ClaimsPushes implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(ClaimsPushes.class);
  private static final int BATCH = 200;
  private static final Duration SOON = Duration.ofSeconds(2);

  private final ClaimsRepository rows;
  private final KeycloakClaims keycloak;
  private final DueWork work;

  ClaimsPushes(ClaimsRepository rows, KeycloakClaims keycloak, Wakeups wakeups) {
    this.rows = rows;
    this.keycloak = keycloak;
    this.work = wakeups.of("claims", "claims", this::look);
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    work.start();
  }

  @PreDestroy
  void stop() {
    work.stop();
  }

  /** Tells Keycloak of all accounts of the profile again, in portions and not at once. */
  public void again(UUID profileId) {
    rows.startPass(profileId);
  }

  /** Takes up at once what nobody is told of: changes while no profile's tokens say anything. */
  void wake() {
    work.wake();
  }

  private Optional<Duration> look() {
    boolean passed = false;
    for (boolean more = true; more && work.running(); ) {
      // In portions, so that neither a transaction nor a call gets long.
      boolean told = batch();
      boolean noted = !told && rows.advance(BATCH) > 0;
      passed |= noted;
      more = told || noted;
    }
    Optional<Duration> next = DueWork.in(rows.secondsToNext());
    // A change that found no profile to tell of it may have ended after the one that made one.
    return passed ? Optional.of(next.filter(one -> one.compareTo(SOON) < 0).orElse(SOON)) : next;
  }

  private boolean batch() {
    UUID lease = Ids.next();
    if (rows.claim(lease, BATCH) == 0) {
      return false;
    }
    Map<UUID, List<PendingClaims>> profiles =
        rows.claimed(lease).stream().collect(Collectors.groupingBy(PendingClaims::profileId));
    profiles.forEach((profileId, pending) -> {
      if (pending.getFirst().wanted()) {
        push(lease, profileId, pending);
      } else {
        rows.done(lease, profileId, subjects(pending));
      }
    });
    return true;
  }

  private void push(UUID lease, UUID profileId, List<PendingClaims> pending) {
    switch (keycloak.push(profileId, pending.stream().map(ClaimsPushes::account).toList())) {
      case Taken taken -> {
        rows.goOn(profileId);
        taken.behind().values().stream().max(Long::compare).ifPresent(rows::raiseVersions);
        rows.done(
            lease,
            profileId,
            subjects(
                pending.stream()
                    .filter(one -> !taken.behind().containsKey(one.subject()))
                    .toList()));
        rows.release(lease, profileId);
      }
      case Hindered hindered -> {
        LOG.warn(
            "The realm of profile {} could not be told of {} accounts yet: {}",
            profileId,
            pending.size(),
            hindered.reason());
        rows.rest(profileId, hindered.reason());
        rows.release(lease, profileId);
      }
    }
  }

  private static KeycloakClaims.Account account(PendingClaims one) {
    return new KeycloakClaims.Account(
        one.subject(),
        one.version(),
        one.userId() == null ? null : one.userId().toString(),
        one.roles());
  }

  private static String[] subjects(List<PendingClaims> pending) {
    return pending.stream().map(PendingClaims::subject).toArray(String[]::new);
  }
}
