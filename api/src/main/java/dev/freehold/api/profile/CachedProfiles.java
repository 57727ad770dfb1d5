package dev.freehold.api.profile;

import dev.freehold.api.platform.Change;
import dev.freehold.api.platform.ChangeFeed;
import dev.freehold.api.platform.ChangeSubscriber;
import dev.freehold.api.platform.FreeholdException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The profiles as the way of a request needs them, in memory and renewed when one changes. */
@Singleton
class CachedProfiles implements TrustedIssuers, ChangeSubscriber {
  private static final Logger LOG = LoggerFactory.getLogger(CachedProfiles.class);
  // While no changes are heard, what was read is good for this long.
  private static final long BOUND = Duration.ofSeconds(5).toNanos();

  private final ProfileRepository profiles;
  private final KeycloakSettings keycloak;
  private final ChangeFeed feed;
  private final AtomicLong news = new AtomicLong();
  private volatile Snapshot snapshot = new Snapshot(-1, 0, List.of(), Map.of(), Set.of());

  CachedProfiles(ProfileRepository profiles, KeycloakSettings keycloak, ChangeFeed feed) {
    this.profiles = profiles;
    this.keycloak = keycloak;
    this.feed = feed;
    feed.subscribe(this);
  }

  @Override
  public Optional<TrustedIssuer> byIssuer(String exactIssuer) {
    return Optional.ofNullable(current().issuers().get(exactIssuer));
  }

  /** All of them, the default one first. */
  List<Profile> all() {
    return current().profiles();
  }

  /** The origins of all callback URLs; never blocks, so it may be a moment old. */
  Set<String> origins() {
    return snapshot.origins();
  }

  @Override
  public void changed(Change change) {
    if (change.kind().equals("profiles")) {
      missed();
    }
  }

  @Override
  public void missed() {
    news.incrementAndGet();
    try {
      current();
    } catch (FreeholdException e) {
      LOG.warn("The profiles could not be read again yet", e);
    }
  }

  private Snapshot current() {
    Snapshot seen = snapshot;
    if (!fresh(seen) && feed.cutOff()) {
      throw FreeholdException.databaseUnavailable(null);
    }
    return fresh(seen) ? seen : reload();
  }

  private boolean fresh(Snapshot seen) {
    return seen.news() == news.get()
        && (feed.hearing() || System.nanoTime() - seen.readAt() < BOUND);
  }

  private synchronized Snapshot reload() {
    if (fresh(snapshot)) {
      return snapshot;
    }
    long before = news.get();
    try {
      snapshot = read(before);
    } catch (RuntimeException e) {
      throw FreeholdException.databaseUnavailable(e);
    }
    return snapshot;
  }

  private Snapshot read(long before) {
    Map<String, TrustedIssuer> issuers = new HashMap<>();
    Set<String> origins = new HashSet<>();
    List<Profile> all = profiles.list();
    for (Profile profile : all) {
      if (profile.inForce()) {
        issuers.put(profile.issuer(), trusted(profile));
      }
      if (profile.enabled() && profile.status() != ProfileStatus.DELETING) {
        profile.callbackUrls().forEach(url -> origins.add(RedirectUrls.origin(url)));
      }
    }
    return new Snapshot(before, System.nanoTime(), all, Map.copyOf(issuers), Set.copyOf(origins));
  }

  private TrustedIssuer trusted(Profile profile) {
    ExternalSettings external = profile.external();
    if (external != null) {
      return new TrustedIssuer(
          profile.id(),
          profile.issuer(),
          external.endpoints().jwks(),
          external.audiences(),
          external);
    }
    URI keys =
        URI.create(
            keycloak.internalUrl()
                + "/realms/"
                + profile.realm()
                + "/protocol/openid-connect/certs");
    Set<String> audiences =
        profile.nativeLogIn()
            ? Set.of(profile.clientId(), NativeClients.CLIENT_ID)
            : Set.of(profile.clientId());
    return new TrustedIssuer(profile.id(), profile.issuer(), keys, audiences, null);
  }

  private record Snapshot(
      long news,
      long readAt,
      List<Profile> profiles,
      Map<String, TrustedIssuer> issuers,
      Set<String> origins) {}
}
