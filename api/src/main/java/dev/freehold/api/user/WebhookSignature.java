package dev.freehold.api.user;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks the signature of an event as in the Standard Webhooks specification 1.0. */
@Singleton
class WebhookSignature {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";
  private static final int MOST_SIGNATURES = 8;

  private final List<SecretKeySpec> keys;
  private final Clock clock;

  WebhookSignature(WebhookSettings settings, Clock clock) {
    this.keys =
        Stream.of(settings.secret(), settings.secretPrevious())
            .filter(secret -> secret != null && !secret.isBlank())
            .map(WebhookSignature::key)
            .toList();
    this.clock = clock;
  }

  /** True when one of our secrets signed this body, under this id, within five minutes of now. */
  boolean accepts(String id, String timestamp, String signatures, byte[] body) {
    if (id == null
        || id.isEmpty()
        || id.length() > 255
        || signatures == null
        || !recent(timestamp)) {
      return false;
    }
    List<byte[]> given =
        Stream.of(signatures.split(" ", MOST_SIGNATURES + 1))
            .limit(MOST_SIGNATURES)
            .filter(one -> one.startsWith("v1,"))
            .map(one -> decode(one.substring(3)))
            .filter(Objects::nonNull)
            .toList();
    boolean accepted = false;
    for (SecretKeySpec key : keys) {
      byte[] expected = sign(key, id, timestamp, body);
      for (byte[] one : given) {
        accepted |= MessageDigest.isEqual(expected, one);
      }
    }
    return accepted;
  }

  private boolean recent(String timestamp) {
    try {
      long seconds = Long.parseLong(Objects.requireNonNullElse(timestamp, ""));
      return Math.abs(Math.subtractExact(clock.instant().getEpochSecond(), seconds))
          <= TOLERANCE.toSeconds();
    } catch (ArithmeticException | NumberFormatException e) {
      return false;
    }
  }

  private static byte[] sign(SecretKeySpec key, String id, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((id + '.' + timestamp + '.').getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }

  private static SecretKeySpec key(String secret) {
    byte[] bytes = secret.startsWith(PREFIX) ? decode(secret.substring(PREFIX.length())) : null;
    if (bytes == null || bytes.length < 24) {
      throw new IllegalStateException(
          "FREEHOLD_WEBHOOK_SECRET and FREEHOLD_WEBHOOK_SECRET_PREVIOUS must be written"
              + " whsec_<base64 of at least 24 bytes>");
    }
    return new SecretKeySpec(bytes, ALGORITHM);
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
