package dev.freehold.api.facade;

import java.security.SecureRandom;
import java.util.Base64;

/** Text nobody guesses: 32 random bytes as base64url, 43 characters. */
final class RandomText {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomText() {}

  static String next() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
