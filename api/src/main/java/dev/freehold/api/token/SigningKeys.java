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

  private final Cache<URI, IssuerKeys> issuers =
      Caffeine.newBuilder().maximumSize(MOST_ISSUERS).build();
  private final JwksClient client;
  private final KeySettings settings;
  private final Clock clock;

  SigningKeys(JwksClient client, KeySettings settings, Clock clock) {
    this.client = client;
    this.settings = settings;
    this.clock = clock;
  }

  List<JWK> matching(TrustedIssuer issuer, JWSHeader header) {
    return issuers
        .get(issuer.jwksUri(), uri -> new IssuerKeys(uri, client, settings, clock))
        .matching(header);
  }

  /** By address of the key set; only of issuers that sent a token since the start. */
  Map<String, IssuerKeys.State> states() {
    Map<String, IssuerKeys.State> states = new TreeMap<>();
    issuers.asMap().forEach((uri, keys) -> states.put(uri.toString(), keys.state()));
    return states;
  }
}
