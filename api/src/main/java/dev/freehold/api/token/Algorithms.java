package dev.freehold.api.token;

import static com.nimbusds.jose.JWSAlgorithm.ES256;
import static com.nimbusds.jose.JWSAlgorithm.ES384;
import static com.nimbusds.jose.JWSAlgorithm.Ed25519;
import static com.nimbusds.jose.JWSAlgorithm.EdDSA;
import static com.nimbusds.jose.JWSAlgorithm.PS256;
import static com.nimbusds.jose.JWSAlgorithm.PS384;
import static com.nimbusds.jose.JWSAlgorithm.PS512;
import static com.nimbusds.jose.JWSAlgorithm.RS256;
import static com.nimbusds.jose.JWSAlgorithm.RS384;
import static com.nimbusds.jose.JWSAlgorithm.RS512;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.Set;

/**
 * Which signatures and keys are good enough (RFC 8725, sections 3.1 and 3.2). Symmetric algorithms
 * and {@code none} are never among them; EdDSA means Ed25519 (RFC 8037, RFC 9864).
 */
final class Algorithms {
  private static final Set<? extends Algorithm> ALLOWED =
      Set.of(RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, EdDSA, Ed25519);

  private static final int RSA_LEAST_BITS = 2048;

  /** Verifying with a giant key costs the API, not the sender. */
  private static final int RSA_MOST_BITS = 8192;

  private Algorithms() {}

  static boolean allowed(Algorithm algorithm) {
    return algorithm != null && ALLOWED.contains(algorithm);
  }

  /** A public key meant for signatures, strong enough, of a kind the allow-list can use. */
  static boolean usable(JWK key) {
    return !key.isPrivate()
        && (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()))
        && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY))
        && (key.getAlgorithm() == null || allowed(key.getAlgorithm()))
        && strong(key);
  }

  private static boolean strong(JWK key) {
    return switch (key) {
      case RSAKey rsa -> bits(rsa) >= RSA_LEAST_BITS && bits(rsa) <= RSA_MOST_BITS;
      case ECKey ec -> Curve.P_256.equals(ec.getCurve()) || Curve.P_384.equals(ec.getCurve());
      case OctetKeyPair okp -> Curve.Ed25519.equals(okp.getCurve());
      default -> false;
    };
  }

  private static int bits(RSAKey key) {
    try {
      return key.toRSAPublicKey().getModulus().bitLength();
    } catch (JOSEException e) {
      return 0;
    }
  }
}
