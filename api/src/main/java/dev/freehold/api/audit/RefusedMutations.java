package dev.freehold.api.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.freehold.api.access.Caller;
import dev.freehold.api.operation.Refusals;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that a known user or API token asked for a mutation it may not have. Guests and strangers
 * are not recorded, and each actor only once a minute for the same mutation: whoever is refused
 * must not be able to fill the disk.
 */
@Singleton
class RefusedMutations implements Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedMutations.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int MOST = 10_000;

  private final AuditLog log;
  private final Cache<String, Boolean> told =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(PAUSE).build();

  RefusedMutations(AuditLog log) {
    this.log = log;
  }

  @Override
  public void refused(Caller caller, String mutation) {
    if (caller instanceof Caller.Guest || caller instanceof Caller.Unlinked) {
      return;
    }
    Actor actor = Actor.of(caller);
    if (told.asMap().putIfAbsent(actor.name() + ' ' + mutation, true) != null) {
      return;
    }
    try {
      log.record(actor, "refused." + mutation, "mutation " + mutation, Map.of());
    } catch (RuntimeException e) {
      // The refusal stands whether it could be recorded or not.
      LOG.warn("A refused {} of {} could not be recorded", mutation, actor.name(), e);
    }
  }
}
