package dev.freehold.api.secret;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;

/**
 * The keys for secrets at rest, each the base64 of 32 bytes.
 *
 * @param key seals and opens, {@code FREEHOLD_ENCRYPTION_KEY}
 * @param keyPrevious only opens, {@code FREEHOLD_ENCRYPTION_KEY_PREVIOUS}; set while the key is
 *     changed
 */
@ConfigurationProperties("freehold.encryption")
record EncryptionSettings(@Nullable String key, @Nullable String keyPrevious) {
  @Override
  public String toString() {
    return "EncryptionSettings[]";
  }
}
