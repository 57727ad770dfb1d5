package dev.freehold.api.throttle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Something that happens no more often than a limit says.
 *
 * @param what the purpose, for instance {@code userLogin address}; each counts for itself
 * @param key whose use it is; only its hash is stored. E-mails compare without case
 */
public record Use(String what, String key, Limit limit) {
  /** Seconds in which one use comes back. */
  double interval() {
    return within() / limit.times();
  }

  /** How far ahead of the clock a key's time may be, in seconds, for there to be one use left. */
  double tolerance() {
    return within() - interval();
  }

  /** Under which it is counted: SHA-256, in hexadecimal. */
  String hash() {
    try {
      String folded = key.toLowerCase(Locale.ROOT);
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((what + '\0' + folded).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private double within() {
    return limit.within().toMillis() / 1e3;
  }

  /** Without whose it is, which may be an e-mail address. */
  @Override
  public String toString() {
    return "Use[" + what + ']';
  }
}
