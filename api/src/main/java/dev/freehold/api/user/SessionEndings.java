package dev.freehold.api.user;

import dev.freehold.api.profile.KeycloakSessions;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends at Keycloak the sessions whose tokens are refused here already: at once when it answers, and
 * otherwise as soon as it does. Nobody waits for it.
 */
@Singleton
class SessionEndings {
  private static final Logger LOG = LoggerFactory.getLogger(SessionEndings.class);

  private final SessionEndingRepository rows;
  private final KeycloakSessions sessions;
  private final ReentrantLock working = new ReentrantLock();

  SessionEndings(SessionEndingRepository rows, KeycloakSessions sessions) {
    this.rows = rows;
    this.sessions = sessions;
  }

  /** Call after the transaction that asked for it; never blocks. */
  void wake() {
    Thread.startVirtualThread(this::run);
  }

  @Scheduled(initialDelay = "2s", fixedDelay = "2s")
  void run() {
    if (!working.tryLock()) {
      return; // What is due now is found by the next run.
    }
    try {
      for (List<SessionEnding> due = rows.claim(); !due.isEmpty(); due = rows.claim()) {
        due.forEach(this::end);
      }
    } catch (RuntimeException e) {
      LOG.warn("Sessions to be ended could not be read; tried again: {}", e.toString());
    } finally {
      working.unlock();
    }
  }

  private void end(SessionEnding one) {
    Optional<String> hindrance = sessions.endAll(one.profileId(), one.subject());
    if (hindrance.isEmpty()) {
      rows.done(one.profileId(), one.subject(), one.requestedAt());
    } else {
      LOG.warn("The sessions of an account could not be ended yet: {}", hindrance.get());
      rows.retry(one.profileId(), one.subject(), one.requestedAt(), hindrance.get());
    }
  }
}
