package dev.freehold.api.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import dev.freehold.api.profile.TrustedIssuer;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The key sets of the trusted issuers. A token is only ever checked with its own issuer's. */
@Singleton
class SigningKeys {
  private static final int MOST_ISSUERS = 1_000;

  private final Cache<Address, IssuerKeys> issuers =
      Caffeine.newBuilder().maximumSize(MOST_ISSUERS).build();
  private final JwksClient client;
  private final KeySettings settings;
  private final Clock clock;

  SigningKeys(JwksClient client, KeySettings settings, Clock clock) {
    this.client = client;
    this.settings = settings;
    this.clock = clock;
  }

  /** An external issuer may not read through what was fetched from an address of ours. */
  private record Address(URI uri, boolean builtIn) {}

  List<JWK> matching(TrustedIssuer issuer, JWSHeader header) {
    return issuers
        .get(
            new Address(issuer.jwksUri(), issuer.builtIn()),
            at -> new IssuerKeys(at.uri(), at.builtIn(), client, settings, clock))
        .matching(header);
  }

  /** By address of the key set; only of issuers that sent a token since the start. */
  Map<String, IssuerKeys.State> states() {
    Map<String, IssuerKeys.State> states = new TreeMap<>();
    issuers.asMap().forEach((at, keys) -> states.put(at.uri().toString(), keys.state()));
    return states;
  }
}
