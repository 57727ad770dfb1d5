package dev.freehold.api.secret;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of the configuration: AES-256-GCM (NIST SP 800-38D) by Tink.
 *
 * @param id eight hexadecimal digits that name the key and tell nothing of it
 * @param marking derived from it, to recognize secrets by
 */
record SealingKey(String id, Aead aead, SecretKey marking) {
  private static final String HMAC = "HmacSHA256";
  private static final int BYTES = 32;

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException naming the variable when it is not the base64 of 32 bytes
   */
  static SealingKey of(String variable, String base64) {
    byte[] bytes = bytes(base64);
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          variable
              + " is not the base64 of 32 bytes. Set it to the output of: openssl rand -base64 32");
    }
    try {
      return new SealingKey(id(bytes), aead(bytes), marking(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not available", e);
    }
  }

  private static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** A hash with a prefix of its own, so that no other use of the key gives the same. */
  private static String id(byte[] key) throws GeneralSecurityException {
    return HexFormat.of().formatHex(derived("freehold key id ", key), 0, 4);
  }

  private static SecretKey marking(byte[] key) throws GeneralSecurityException {
    return new SecretKeySpec(derived("freehold fingerprint ", key), HMAC);
  }

  private static byte[] derived(String use, byte[] key) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(use.getBytes(StandardCharsets.UTF_8));
    return digest.digest(key);
  }

  @AccessesPartialKey
  private static Aead aead(byte[] bytes) throws GeneralSecurityException {
    AeadConfig.register();
    AesGcmParameters parameters =
        AesGcmParameters.builder()
            .setKeySizeBytes(BYTES)
            .setIvSizeBytes(12)
            .setTagSizeBytes(16)
            .setVariant(AesGcmParameters.Variant.NO_PREFIX)
            .build();
    AesGcmKey key =
        AesGcmKey.builder()
            .setParameters(parameters)
            .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
            .build();
    return KeysetHandle.newBuilder()
        .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
        .build()
        .getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  @Override
  public String toString() {
    return "SealingKey[" + id + ']';
  }
}
