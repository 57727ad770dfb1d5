package dev.freehold.api.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the audit log says of changes of Users. */
class UserAuditTest {
  private static TestApi api;
  private static String root;
  private static String rootId;
  private static String adaId;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    root = api.administrator("root");
    rootId = id("root");
    api.graphql(api.token("s1", "ada@example.com", true), "{ user { id } }");
    adaId = id("s1");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @AfterEach
  void letTheDisabledIn() {
    api.prepare("delete from freehold.revocations");
  }

  @Test
  void namesActorTargetAndRequest() {
    String role =
        api.database.texts("select id from freehold.roles where name = 'Administrator'").getFirst();
    String arguments = "(userId: \"" + adaId + "\", roleId: \"" + role + "\") { id } }";
    // The second grant changes nothing, so there is nothing to tell.
    for (String mutation : List.of("userRoleGrant", "userRoleGrant", "userRoleRevoke")) {
      byte[] body =
          ("{\"query\": \"mutation { " + mutation + arguments.replace("\"", "\\\"") + "\"}")
              .getBytes(StandardCharsets.UTF_8);
      api.post(
          "/graphql",
          Map.of("authorization", "Bearer " + root, "x-request-id", "the-" + mutation),
          body);
    }
    JsonNode log = log("action: \"user.role.*\"");
    assertThat(log).hasSize(2);
    assertThat(log.at("/1/actor").asText()).isEqualTo("user " + rootId);
    assertThat(log.at("/1/action").asText()).isEqualTo("user.role.grant");
    assertThat(log.at("/1/target").asText()).isEqualTo("user " + adaId);
    assertThat(log.at("/1/requestId").asText()).isEqualTo("the-userRoleGrant");
    assertThat(log.at("/1/details/role").asText()).isEqualTo("Administrator");
    assertThat(log.at("/0/action").asText()).isEqualTo("user.role.revoke");
  }

  @Test
  void tellsOfDisablingAndOfChangesByOthersWithoutTheirValues() {
    for (String mutation :
        List.of(
            "userDisable(id: \"%s\") { id }",
            "userEnable(id: \"%s\") { id }",
            "userUpdate(data: {id: \"%s\", firstName: \"Countess\"}) { id }")) {
      api.graphql(root, "mutation { " + mutation.formatted(adaId) + " }");
    }
    letTheDisabledIn();
    api.graphql(
        api.token("s1", "ada@example.com", true),
        "mutation { userUpdate(data: {firstName: \"Own\"}) { id } }");
    assertThat(actions("user.disable")).hasSize(1);
    assertThat(actions("user.enable")).hasSize(1);
    assertThat(actions("user.update"))
        .containsExactly("user " + rootId + " {\"fields\": [\"firstName\"]}");
  }

  @Test
  void tellsOnceOfAMutationThatIsRefusedAgainAndAgain() {
    String ada = api.token("s1", "ada@example.com", true);
    for (int i = 0; i < 3; i++) {
      api.graphql(ada, "mutation { userDisable(id: \"" + rootId + "\") { id } }");
    }
    api.graphql(null, "mutation { userDisable(id: \"" + rootId + "\") { id } }");
    assertThat(actions("refused.userDisable")).containsExactly("user " + adaId + " {}");
  }

  @Test
  void isForAdministratorsOnly() {
    assertThat(
            api.graphql(api.token("s1", "a@example.com", true), "{ auditLog { hasMore } }")
                .at("/errors/0/code")
                .asText())
        .isEqualTo("NotAuthorizedError");
    JsonNode refused = api.graphql(root, "{ auditLog(first: 1001) { hasMore } }");
    assertThat(refused.at("/errors/0/details/first").asText()).contains("1000");
    JsonNode cursor = api.graphql(root, "{ auditLog(after: \"x\") { hasMore } }");
    assertThat(cursor.at("/errors/0/details/after").asText()).contains("endCursor");
  }

  private static JsonNode log(String filter) {
    return api.graphql(
            root,
            "{ auditLog(filter: {"
                + filter
                + "}) { items { actor action target requestId details } } }")
        .at("/data/auditLog/items");
  }

  private static List<String> actions(String action) {
    return api.database.texts(
        "select actor || ' ' || details from freehold.audit_log where action = '" + action + "'");
  }

  private static String id(String subject) {
    return api.database
        .texts("select user_id from freehold.identities where subject = '" + subject + "'")
        .getFirst();
  }
}
