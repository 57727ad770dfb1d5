package dev.freehold.api.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.TestApi;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeycloakHookTest {
  private static final String SECRET = "0123456789abcdef01234567";
  private static final String PREVIOUS = "previous-previous-previous-1";

  private static TestApi api;
  private static String profileId;

  @BeforeAll
  static void start() {
    api =
        new TestApi(
            Map.of(
                "freehold.webhook.secret", whsec(SECRET),
                "freehold.webhook.secret-previous", whsec(PREVIOUS)));
    profileId = api.database.texts("select id from freehold.profiles").getFirst();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void empty() {
    api.prepare(
        "delete from freehold.users; delete from freehold.identities; delete from freehold.inbox");
  }

  @Test
  void makesAUserOfASignedEvent() {
    assertThat(send("1", now(), SECRET, event("user.created", 1, "ada@example.com")))
        .isEqualTo(204);
    assertThat(emails()).containsExactly("ada@example.com");
  }

  @Test
  void acceptsThePreviousSecretToo() {
    assertThat(send("1", now(), PREVIOUS, event("user.created", 1, "ada@example.com")))
        .isEqualTo(204);
  }

  @Test
  void refusesABadSignature() {
    String stranger = "stranger-stranger-stranger";
    assertThat(send("1", now(), stranger, event("user.created", 1, "ada@example.com")))
        .isEqualTo(401);
    assertThat(emails()).isEmpty();
  }

  @Test
  void refusesABodyOtherThanTheSignedOne() {
    String signature = "v1," + sign(SECRET, "1", now(), event("user.created", 1, "a@example.com"));
    assertThat(post("1", now(), signature, event("user.created", 1, "b@example.com")))
        .isEqualTo(401);
  }

  @Test
  void refusesAMissingSignature() {
    assertThat(
            api.post("/hooks/keycloak", Map.of("webhook-id", "1"), new byte[] {'{', '}'})
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void refusesAnOldAndAFutureTimestamp() {
    byte[] event = event("user.created", 1, "ada@example.com");
    assertThat(send("1", now() - 301, SECRET, event)).isEqualTo(401);
    assertThat(send("2", now() + 310, SECRET, event)).isEqualTo(401);
    assertThat(emails()).isEmpty();
  }

  @Test
  void ignoresAReplayedIdWhateverItSays() {
    send("1", now(), SECRET, event("user.created", 1, "ada@example.com"));
    assertThat(send("1", now(), SECRET, event("user.updated", 2, "evil@example.com")))
        .isEqualTo(204);
    assertThat(emails()).containsExactly("ada@example.com");
  }

  @Test
  void ignoresTheOlderOfAReorderedPair() {
    send("2", now(), SECRET, event("user.updated", 2, "new@example.com"));
    assertThat(send("1", now(), SECRET, event("user.created", 1, "old@example.com")))
        .isEqualTo(204);
    assertThat(emails()).containsExactly("new@example.com");
    assertThat(api.database.texts("select outcome from freehold.inbox where webhook_id = '1'"))
        .containsExactly("OUTDATED");
  }

  @Test
  void removesADeletedUserForGood() {
    send("1", now(), SECRET, event("user.created", 1, "ada@example.com"));
    send("3", now(), SECRET, event("user.deleted", 3, "ada@example.com"));
    send("2", now(), SECRET, event("user.updated", 2, "ada@example.com"));
    assertThat(emails()).isEmpty();
  }

  @Test
  void recordsInTheAuditLogWhatAnEventChanged() {
    String before =
        api.database.texts("select coalesce(max(id), 0) from freehold.audit_log").getFirst();
    send("1", now(), SECRET, event("user.created", 1, "ada@example.com"));
    String user = "user " + api.database.texts("select id from freehold.users").getFirst();
    send("1", now(), SECRET, event("user.created", 1, "ada@example.com"));
    send("3", now(), SECRET, event("user.deleted", 3, "ada@example.com"));
    send("2", now(), SECRET, event("user.updated", 2, "ada@example.com"));
    assertThat(
            api.database.texts(
                "select concat_ws('; ', actor, action, target, details->>'event', request_id is not"
                    + " null) from freehold.audit_log where id > "
                    + before
                    + " order by id"))
        .containsExactly(
            user + "; account.created; " + user + "; 1; t",
            user + "; account.deleted; " + user + "; 3; t");
  }

  @Test
  void refusesAnUnknownProfileAndAForeignRealm() {
    String unknown = text("user.created", 1, "a@example.com").replace(profileId, uuid());
    String foreign = text("user.created", 1, "a@example.com").replace("\"freehold\"", "\"other\"");
    assertThat(send("1", now(), SECRET, bytes(unknown))).isEqualTo(400);
    assertThat(send("2", now(), SECRET, bytes(foreign))).isEqualTo(400);
    assertThat(api.database.texts("select webhook_id from freehold.inbox")).isEmpty();
  }

  @Test
  void refusesWhatIsNoEvent() {
    assertThat(send("1", now(), SECRET, bytes("{"))).isEqualTo(400);
    assertThat(send("2", now(), SECRET, bytes("{\"type\":\"user.created\"}"))).isEqualTo(400);
  }

  @Test
  void refusesABodyOver64KilobytesBeforeLookingAtIt() {
    assertThat(send("1", now(), SECRET, new byte[64 * 1024 + 1])).isEqualTo(413);
  }

  private static int send(String id, long timestamp, String secret, byte[] body) {
    return post(id, timestamp, "v1,AAAA v1," + sign(secret, id, timestamp, body), body);
  }

  private static int post(String id, long timestamp, String signature, byte[] body) {
    return api.post(
            "/hooks/keycloak",
            Map.of(
                "webhook-id", id,
                "webhook-timestamp", Long.toString(timestamp),
                "webhook-signature", signature),
            body)
        .statusCode();
  }

  private static byte[] event(String type, long sequence, String email) {
    return bytes(text(type, sequence, email));
  }

  private static String text(String type, long sequence, String email) {
    return """
    {"type": "%s", "timestamp": "2026-11-21T00:40:03.123Z", "data": {"realm": "freehold",
     "profileId": "%s", "subject": "s1", "sequence": %d, "sessionId": null, "actor": "user",
     "user": {"username": "ada", "email": "%s", "emailVerified": true, "firstName": "Ada",
      "lastName": null, "enabled": true, "locale": "en", "createdAt": "2026-11-21T00:40:03.100Z"}}}\
    """
        .formatted(type, profileId, sequence, email);
  }

  private static String sign(String secret, String id, long timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
      mac.update(bytes(id + "." + timestamp + "."));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String whsec(String secret) {
    return "whsec_" + Base64.getEncoder().encodeToString(bytes(secret));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static long now() {
    return Instant.now().getEpochSecond();
  }

  private static String uuid() {
    return UUID.randomUUID().toString();
  }

  private static List<String> emails() {
    return api.database.texts("select email from freehold.users");
  }
}
