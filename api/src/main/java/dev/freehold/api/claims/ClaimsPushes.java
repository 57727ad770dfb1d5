package dev.freehold.api.claims;

import dev.freehold.api.platform.Change;
import dev.freehold.api.platform.ChangeFeed;
import dev.freehold.api.platform.ChangeSubscriber;
import dev.freehold.api.platform.Ids;
import dev.freehold.api.profile.KeycloakClaims;
import dev.freehold.api.profile.KeycloakClaims.Hindered;
import dev.freehold.api.profile.KeycloakClaims.Taken;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Keycloak whose accounts are which users with which roles, where a profile's tokens are to
 * say it. The database's triggers note who changed; this reads how things are and passes it on, at
 * once when Keycloak answers and otherwise as soon as it does. Nobody waits for it.
 */
@Singleton
public class ClaimsPushes implements ChangeSubscriber {
  private static final Logger LOG = LoggerFactory.getLogger(ClaimsPushes.class);
  private static final int BATCH = 200;

  private final ClaimsRepository rows;
  private final KeycloakClaims keycloak;
  private final ReentrantLock working = new ReentrantLock();

  ClaimsPushes(ClaimsRepository rows, KeycloakClaims keycloak, ChangeFeed feed) {
    this.rows = rows;
    this.keycloak = keycloak;
    feed.subscribe(this);
  }

  /** Tells Keycloak of all accounts of the profile again, in portions and not at once. */
  public void again(UUID profileId) {
    rows.startPass(profileId);
  }

  @Override
  public void changed(Change change) {
    if (change.kind().equals("claims")) {
      Thread.startVirtualThread(this::run);
    }
  }

  @Override
  public void missed() {
    // Found by the next run.
  }

  @Scheduled(initialDelay = "2s", fixedDelay = "2s")
  void run() {
    if (!working.tryLock()) {
      return; // What is due now is found by the run in progress, or the next one.
    }
    try {
      while (batch() || rows.advance(BATCH) > 0) {
        // In portions, so that neither a transaction nor a call gets long.
      }
    } catch (RuntimeException e) {
      LOG.warn("Claims could not be passed on; tried again: {}", e.toString());
    } finally {
      working.unlock();
    }
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
