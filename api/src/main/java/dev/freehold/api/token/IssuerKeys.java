package dev.freehold.api.token;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one issuer. They are refreshed before they grow old, by one fetch at a time and never
 * more often than {@link KeySettings#retryAfter()}, whatever tokens arrive. While the issuer does
 * not answer, the known keys go on serving for {@link KeySettings#keepFor()}.
 */
final class IssuerKeys {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

  private final URI uri;
  private final boolean builtIn;
  private final JwksClient client;
  private final KeySettings settings;
  private final Clock clock;

  private volatile Known known = new Known(List.of(), Instant.EPOCH);
  private volatile boolean failing;
  private Instant lastAsked = Instant.EPOCH;
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

  private record Known(List<JWK> keys, Instant at) {}

  /** How the keys stand: number of keys, when they were fetched, whether the last fetch failed. */
  record State(int keys, Instant fetchedAt, boolean failing) {}

  IssuerKeys(URI uri, boolean builtIn, JwksClient client, KeySettings settings, Clock clock) {
    this.uri = uri;
    this.builtIn = builtIn;
    this.client = client;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The keys that may have made this signature; asks the issuer when none is known.
   *
   * @return empty when the issuer publishes no such key
   * @throws dev.freehold.api.platform.FreeholdException with {@link Refusal#KEYS_UNAVAILABLE} when
   *     there are no keys to judge by
   */
  List<JWK> matching(JWSHeader header) {
    if (olderThan(settings.keepFor())) {
      refresh().join();
    } else if (olderThan(settings.staleAfter()) && !failing) {
      refresh().join();
    } else if (olderThan(settings.refreshAfter())) {
      var _ = refresh();
    }
    if (olderThan(settings.keepFor())) {
      throw Refusal.KEYS_UNAVAILABLE.exception();
    }
    List<JWK> found = select(header);
    if (found.isEmpty()) {
      refresh().join();
      found = select(header);
    }
    return found;
  }

  State state() {
    Known now = known;
    return new State(now.keys().size(), now.at(), failing);
  }

  private List<JWK> select(JWSHeader header) {
    JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
    List<JWK> found = known.keys().stream().filter(matcher::matches).toList();
    // Without a key id the choice must be unambiguous: trying every key would multiply the cost.
    return header.getKeyID() == null && found.size() > 1 ? List.of() : found;
  }

  private boolean olderThan(Duration age) {
    return known.at().plus(age).isBefore(clock.instant());
  }

  /** Joins the fetch under way, starts one, or does nothing when it is too early for one. */
  private synchronized CompletableFuture<Void> refresh() {
    if (running.isDone() && !clock.instant().isBefore(lastAsked.plus(settings.retryAfter()))) {
      lastAsked = clock.instant();
      running = CompletableFuture.runAsync(this::load, Thread::startVirtualThread);
    }
    return running;
  }

  private void load() {
    try {
      known = new Known(client.fetch(uri, builtIn), clock.instant());
      if (failing) {
        LOG.info("Keys of {} can be read again", uri);
      }
      failing = false;
    } catch (IOException | RuntimeException e) {
      if (!failing) {
        LOG.warn("Keys of {} cannot be read; known keys go on serving: {}", uri, e.toString());
      }
      failing = true;
    }
  }
}
