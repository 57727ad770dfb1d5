package dev.freehold.api.profile;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.event.ApplicationStartupEvent;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the issuers' discovery documents again from time to time, because addresses of keys and
 * tokens may move. A document that is not there, or that could not be trusted, changes nothing but
 * the status: what was checked before goes on, and the reason is shown.
 */
@Singleton
class DiscoveryRefresh implements ApplicationEventListener<ApplicationStartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(DiscoveryRefresh.class);

  private final ProfileRepository profiles;
  private final ExternalProfileRepository rows;
  private final Discovery discovery;
  private final Duration pause;
  private final Thread thread = Thread.ofVirtual().name("discovery").unstarted(this::work);

  DiscoveryRefresh(
      ProfileRepository profiles,
      ExternalProfileRepository rows,
      Discovery discovery,
      ProviderSettings settings) {
    this.profiles = profiles;
    this.rows = rows;
    this.discovery = discovery;
    this.pause = settings.refreshAfter();
  }

  @Override
  public void onApplicationEvent(ApplicationStartupEvent event) {
    thread.start();
  }

  @PreDestroy
  void stop() {
    thread.interrupt();
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(pause);
        pass();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Every node does it; what one has written is no change for the next. */
  void pass() {
    try {
      profiles.list().stream()
          .filter(profile -> profile.external() != null && profile.inForce())
          .forEach(this::refresh);
    } catch (RuntimeException e) {
      LOG.error("The issuers' discovery documents could not be read again; trying later", e);
    }
  }

  private void refresh(Profile profile) {
    try {
      ProviderEndpoints found = discovery.of(profile.issuer());
      boolean same = found.equals(profile.external().endpoints());
      if (!same || profile.status() != ProfileStatus.READY || profile.statusReason() != null) {
        report(profile, profile.external().with(found), ProfileStatus.READY, null);
      }
    } catch (DiscoveryRefusal refusal) {
      ProfileStatus status = refusal.unreachable() ? ProfileStatus.READY : ProfileStatus.FAILED;
      if (!Objects.equals(refusal.getMessage(), profile.statusReason())) {
        LOG.warn("Profile {}: {}", profile.name(), refusal.getMessage(), refusal.getCause());
        report(profile, profile.external(), status, refusal.getMessage());
      }
    }
  }

  private void report(
      Profile profile, ExternalSettings external, ProfileStatus status, String reason) {
    rows.refresh(profile.id(), profile.revision(), external, status.name(), reason);
  }
}
