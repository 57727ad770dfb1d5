package dev.freehold.api.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens that were good a moment ago, on two nodes that both remember them. */
class RevocationTest {
  private static final String ALIVE = "";

  private static TestApi api;
  private static EmbeddedServer other;
  private static SignedEvents events;

  private final Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    other = api.anotherNode(Map.of());
    events = new SignedEvents(api);
  }

  @AfterAll
  static void stop() {
    other.close();
    api.close();
  }

  @BeforeEach
  void empty() {
    api.prepare(
        """
        delete from freehold.users; delete from freehold.identities; delete from freehold.revocations;
        delete from freehold.ended_sessions; delete from freehold.session_endings\
        """);
  }

  @Test
  void refusesTheTokensOfAnEndedSessionAndNoOthers() {
    String phone = token(now, "phone");
    String laptop = token(now, "laptop");
    expect(ALIVE, phone, laptop);
    event("user.logged_out", 2, "\"sessionId\": \"phone\"");
    expect("session_ended", phone, token(now.plusSeconds(5), "phone"));
    expect(ALIVE, laptop);
  }

  @Test
  void tellsTokensOfOneSecondApartByTheirSessions() {
    String ended = token(now, "ended");
    String kept = token(now, "kept");
    String acting = token(now, "acting");
    String nameless = token(now, null);
    expect(ALIVE, ended, kept, acting, nameless, token(now.minusSeconds(1), "acting"));
    event(
        "user.password_changed",
        2,
        """
        "sessionId": "acting", "notBefore": %d, "sessions": {"ended": ["ended"], "kept": ["kept"]}\
        """
            .formatted(now.getEpochSecond()));
    expect("session_ended", ended, token(now.plusSeconds(9), "ended"));
    expect("token_revoked", kept, nameless, token(now.minusSeconds(1), "acting"));
    expect(ALIVE, acting, token(now, "new"), token(now.plusSeconds(1), "kept"));
  }

  @Test
  void refusesEveryTokenOfALoggedOutRealmMadeBefore() {
    String ada = token(now.minusSeconds(1), "s");
    String bob = api.token("bob", "bob@example.com", true, now.minusSeconds(1), "b");
    expect(ALIVE, ada, bob);
    assertThat(events.sendRealm(1, now.getEpochSecond())).isEqualTo(204);
    expect("token_revoked", ada, bob);
    expect(ALIVE, token(now, "s"));
  }

  @Test
  void appliesARevocationThatIsOvertakenByALaterEvent() {
    String token = token(now, "s");
    expect(ALIVE, token);
    event("user.updated", 9, "\"sessionId\": null");
    event("user.logged_out", 3, "\"sessionId\": \"s\"");
    expect("session_ended", token);
  }

  @Test
  void refusesDisabledAndDeletedAccounts() {
    String token = token(now, "s");
    expect(ALIVE, token);
    assertThat(events.send("user.disabled", "ada", 2, false, "")).isEqualTo(204);
    expect("identity_disabled", token);
    assertThat(events.send("user.enabled", "ada", 3, true, "")).isEqualTo(204);
    expect(ALIVE, token);
    event("user.deleted", 4, "\"sessionId\": null");
    expect("user_deleted", token);
  }

  @Test
  void logsOutEverywhereForOneselfWhileKeycloakIsDown() {
    String token = token(now, "s");
    expect(ALIVE, token);
    JsonNode answer = api.graphql(token, "mutation { userLogoutEverywhere { email } }");
    assertThat(answer.at("/data/userLogoutEverywhere/email").asText()).isEqualTo("ada@example.com");
    expect("token_revoked", token);
    expect(ALIVE, token(now.plusSeconds(5), "s2"));
    await()
        .untilAsserted(() ->
            assertThat(
                    api.database.texts(
                        "select last_error from freehold.session_endings where subject = 'ada'"))
                .containsExactly("Keycloak is not ready; it is tried again"));
  }

  @Test
  void logsOthersOutForAdministratorsOnly() {
    String ada = token(now, "s");
    String bob = api.token("bob", "bob@example.com", true);
    expect(ALIVE, ada, bob);
    String logOut = "mutation { userLogoutEverywhere(id: \"" + id("ada") + "\") { id } }";
    assertThat(api.graphql(bob, logOut).at("/errors/0/code").asText())
        .isEqualTo("NotAuthorizedError");
    assertThat(api.graphql(null, "mutation { userLogoutEverywhere { id } }").at("/errors/0/code"))
        .hasToString("\"NotAuthorizedError\"");
    expect(ALIVE, ada);
    api.graphql(api.administrator("root"), logOut);
    expect("token_revoked", ada);
    expect(ALIVE, bob);
  }

  @Test
  void takesARoleAwayOnTheOtherNodeToo() {
    String root = api.administrator("root");
    String ada = api.administrator("ada");
    assertThat(api.graphql(other, ada, "{ rolesList { count } }").at("/errors")).isEmpty();
    String role =
        api.database.texts("select id from freehold.roles where name = 'Administrator'").getFirst();
    api.graphql(
        root,
        "mutation { userRoleRevoke(userId: \"%s\", roleId: \"%s\") { id } }"
            .formatted(id("ada"), role));
    await()
        .untilAsserted(() ->
            assertThat(
                    api.graphql(other, ada, "{ rolesList { count } }")
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("NotAuthorizedError"));
  }

  @Test
  void refusesTheTokensOfASessionItHasForgotten() {
    Instant longAgo = now.minus(Duration.ofDays(40));
    String token = token(longAgo, "s");
    event("user.logged_out", 2, "\"sessionId\": \"s\"");
    api.prepare("update freehold.ended_sessions set ended_at = now() - interval '31 days'");
    api.server.getApplicationContext().getBean(Revocations.class).clean();
    assertThat(api.database.texts("select session_id from freehold.ended_sessions")).isEmpty();
    expect("token_revoked", token);
    expect(ALIVE, token(now, "s2"));
  }

  private String token(Instant issuedAt, String session) {
    return api.token("ada", "ada@example.com", true, issuedAt, session);
  }

  private static void event(String type, long sequence, String more) {
    assertThat(events.send(type, "ada", sequence, true, ", " + more)).isEqualTo(204);
  }

  /** Both nodes answer every token with that reason; the empty one stands for a user. */
  private static void expect(String reason, String... tokens) {
    for (EmbeddedServer node : List.of(api.server, other)) {
      for (String token : tokens) {
        await()
            .untilAsserted(() ->
                assertThat(
                        api.graphql(node, token, "{ user { id } }")
                            .at("/errors/0/details/reason")
                            .asText())
                    .isEqualTo(reason));
      }
    }
  }

  private static String id(String subject) {
    return api.database
        .texts("select user_id from freehold.identities where subject = '" + subject + "'")
        .getFirst();
  }
}
