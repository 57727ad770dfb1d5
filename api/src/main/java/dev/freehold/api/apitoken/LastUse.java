package dev.freehold.api.apitoken;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down when tokens were used: beside the request, and once a minute at most for each. */
@Singleton
class LastUse {
  private static final Logger LOG = LoggerFactory.getLogger(LastUse.class);
  private static final long PAUSE = Duration.ofMinutes(1).toNanos();

  private final ApiTokenRepository tokens;
  private final Map<UUID, Long> written = new ConcurrentHashMap<>();

  LastUse(ApiTokenRepository tokens) {
    this.tokens = tokens;
  }

  void note(UUID id) {
    long now = System.nanoTime();
    Long last = written.get(id);
    if ((last == null || now - last >= PAUSE) && claim(id, last, now)) {
      Thread.ofVirtual().name("last use of an API token").start(() -> write(id));
    }
  }

  /** True for one of those who come at the same moment. */
  private boolean claim(UUID id, Long last, long now) {
    return last == null ? written.putIfAbsent(id, now) == null : written.replace(id, last, now);
  }

  private void write(UUID id) {
    try {
      tokens.used(id);
    } catch (RuntimeException e) {
      LOG.warn("The last use of API token {} was not written: {}", id, e.getMessage());
    }
  }
}
