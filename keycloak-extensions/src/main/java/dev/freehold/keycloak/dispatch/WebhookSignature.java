package dev.freehold.keycloak.dispatch;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as Standard Webhooks says: {@code v1,} and the base64 of HMAC-SHA256 over {@code
 * id.timestamp.body}, one for each secret, separated by a space.
 */
final class WebhookSignature {
  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSignature() {}

  /**
   * @param timestamp seconds since 1970
   */
  static String of(List<WebhookSecret> secrets, String id, long timestamp, String body) {
    byte[] message = (id + '.' + timestamp + '.' + body).getBytes(StandardCharsets.UTF_8);
    return secrets.stream().map(secret -> sign(secret, message)).collect(Collectors.joining(" "));
  }

  private static String sign(WebhookSecret secret, byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(message));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
