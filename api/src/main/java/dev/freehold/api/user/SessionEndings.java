package dev.freehold.api.user;

import dev.freehold.api.platform.DueWork;
import dev.freehold.api.platform.Wakeups;
import dev.freehold.api.profile.KeycloakSessions;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends at Keycloak the sessions whose tokens are refused here already: at once when it answers, and
 * otherwise as soon as it does. Nobody waits for it.
 */
@Singleton
class SessionEndings implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(SessionEndings.class);

  private final SessionEndingRepository rows;
  private final KeycloakSessions sessions;
  private final DueWork work;

  SessionEndings(SessionEndingRepository rows, KeycloakSessions sessions, Wakeups wakeups) {
    this.rows = rows;
    this.sessions = sessions;
    this.work = wakeups.of("session endings", "endings", this::look);
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    work.start();
  }

  @PreDestroy
  void stop() {
    work.stop();
  }

  private Optional<Duration> look() {
    for (List<SessionEnding> due = rows.claim(); !due.isEmpty(); due = rows.claim()) {
      due.forEach(this::end);
    }
    return DueWork.in(rows.secondsToNext());
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
