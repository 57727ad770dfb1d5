package dev.freehold.local.profile;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The app that shows codes (RFC 6238: SHA-1, six digits, 30 seconds). */
final class Totp {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int PERIOD = 30;

  private Totp() {}

  /** The code of this moment; {@code secret} as the page shows it, in base32 with spaces. */
  static String code(String secret) {
    return code(secret, Instant.now().getEpochSecond() / PERIOD);
  }

  /** The next period's code, which is good already: each is taken once. */
  static String nextCode(String secret) {
    return code(secret, Instant.now().getEpochSecond() / PERIOD + 1);
  }

  private static String code(String secret, long counter) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(decode(secret), "RAW"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] decode(String text) {
    String letters = text.replaceAll("\\s", "");
    ByteBuffer bytes = ByteBuffer.allocate(letters.length() * 5 / 8);
    int bits = 0;
    int held = 0;
    for (int i = 0; i < letters.length(); i++) {
      held = held << 5 | BASE32.indexOf(letters.charAt(i));
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.put((byte) (held >> bits));
      }
    }
    return bytes.array();
  }
}
