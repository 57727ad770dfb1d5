package dev.freehold.api.user;

import dev.freehold.api.TestApi;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Events as Keycloak would post them to an API that has the tests' usual secret. */
final class SignedEvents {
  private static final byte[] SECRET = "0123456789abcdef01234567".getBytes(StandardCharsets.UTF_8);

  private final TestApi api;
  private final String profileId;

  SignedEvents(TestApi api) {
    this.api = api;
    this.profileId = api.database.texts("select id from freehold.profiles").getFirst();
  }

  /**
   * Posts an event of an account, whose e-mail is made of its subject.
   *
   * @param more further members of its data, as JSON with a comma in front; or empty
   * @return the status of the answer
   */
  int send(String type, String subject, long sequence, boolean enabled, String more) {
    return post(
        """
        {"type": "%s", "timestamp": "2026-11-21T00:40:03.123Z", "data": {"realm": "freehold",
         "profileId": "%s", "subject": "%s", "sequence": %d, "actor": "user",
         "user": {"username": "x", "email": "%s@example.com", "emailVerified": true,
          "firstName": "Given", "lastName": "Family", "enabled": %b, "locale": "en",
          "createdAt": "2026-11-21T00:40:03.100Z"}%s}}\
        """
            .formatted(type, profileId, subject, sequence, subject, enabled, more));
  }

  /** Posts an event of the realm: every token issued before that second is revoked. */
  int sendRealm(long sequence, long notBefore) {
    return post(
        """
        {"type": "realm.logged_out", "timestamp": "2026-11-21T00:40:03.123Z",
         "data": {"realm": "freehold", "profileId": "%s", "subject": null, "sequence": %d,
          "user": null, "sessionId": null, "notBefore": %d, "sessions": null, "actor": "admin"}}\
        """
            .formatted(profileId, sequence, notBefore));
  }

  private int post(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String id = UUID.randomUUID().toString();
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    return api.post(
            "/hooks/keycloak",
            Map.of(
                "webhook-id", id,
                "webhook-timestamp", timestamp,
                "webhook-signature", "v1," + sign(id + '.' + timestamp + '.', bytes)),
            bytes)
        .statusCode();
  }

  static String sign(String head, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
      mac.update(head.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
