package dev.freehold.api.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks signatures with a key. Making one from a JWK costs about as much as using it, so they are
 * kept for as long as the key itself: by identity, so that a key set fetched anew has new ones.
 */
final class Verifiers {
  private final DefaultJWSVerifierFactory factory = new DefaultJWSVerifierFactory();
  private final Cache<JWK, Map<JWSAlgorithm, JWSVerifier>> kept =
      Caffeine.newBuilder().weakKeys().build();

  /**
   * The verifier for that key and the header's algorithm; safe for use by several threads.
   *
   * @throws JOSEException when they do not fit
   */
  JWSVerifier of(JWK key, JWSHeader header) throws JOSEException {
    Map<JWSAlgorithm, JWSVerifier> ofKey = kept.get(key, one -> new ConcurrentHashMap<>());
    JWSVerifier known = ofKey.get(header.getAlgorithm());
    if (known == null) {
      known = make(key, header);
      ofKey.put(header.getAlgorithm(), known);
    }
    return known;
  }

  private JWSVerifier make(JWK key, JWSHeader header) throws JOSEException {
    return key instanceof OctetKeyPair pair
        ? new Ed25519Verifier(pair)
        : factory.createJWSVerifier(header, ((AsymmetricJWK) key).toPublicKey());
  }
}
