package dev.freehold.api.apitoken;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client sends: {@code fht_<id>_<secret>}, the id's 32 hexadecimal digits and 256 random
 * bits in base64url. The prefix lets scanners find tokens that somebody published.
 */
record ApiTokenText(UUID id, String text) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "fht_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 32;

  static ApiTokenText make(UUID id) {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return new ApiTokenText(
        id,
        "fht_"
            + id.toString().replace("-", "")
            + '_'
            + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  static Optional<ApiTokenText> read(String bearer) {
    Matcher shape = SHAPE.matcher(bearer);
    return shape.matches()
        ? Optional.of(new ApiTokenText(UUID.fromString(shape.replaceAll("$1-$2-$3-$4-$5")), bearer))
        : Optional.empty();
  }

  /** SHA-256 of the whole token, hexadecimal. */
  String hash() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "ApiTokenText[" + id + ']';
  }
}
