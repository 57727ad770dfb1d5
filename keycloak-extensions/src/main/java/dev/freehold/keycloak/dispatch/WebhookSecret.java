package dev.freehold.keycloak.dispatch;

import java.util.Base64;

/**
 * A Standard Webhooks secret: {@code whsec_} and the base64 of 24 to 64 bytes. Never shows its
 * bytes.
 */
final class WebhookSecret {
  private static final String PREFIX = "whsec_";
  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;

  private final byte[] key;

  private WebhookSecret(byte[] key) {
    this.key = key;
  }

  /**
   * @throws IllegalArgumentException saying what a secret looks like, without the one given
   */
  static WebhookSecret parse(String text) {
    byte[] key = decode(text.trim());
    if (key == null || key.length < MIN_BYTES || key.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "must be whsec_ followed by the base64 of 24 to 64 random bytes");
    }
    return new WebhookSecret(key);
  }

  private static byte[] decode(String text) {
    if (!text.startsWith(PREFIX)) {
      return null;
    }
    try {
      return Base64.getDecoder().decode(text.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  byte[] key() {
    return key.clone();
  }

  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
