package dev.freehold.api.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserFieldsTest {
  private static TestApi api;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void empty() {
    api.prepare(
        "delete from freehold.users; delete from freehold.identities;"
            + " delete from freehold.revocations");
  }

  @Test
  void makesTheUserOfATokenThatIsFasterThanItsEvent() {
    JsonNode user =
        api.graphql(
                api.token("s1", "ada@example.com", true),
                "{ user { email firstName status origin roles { count items { name } }"
                    + " permissions { items { resource permission } } } }")
            .at("/data/user");
    assertThat(user.at("/email").asText()).isEqualTo("ada@example.com");
    assertThat(user.at("/firstName").asText()).isEqualTo("Given");
    assertThat(user.at("/status").asText()).isEqualTo("ACTIVE");
    assertThat(user.at("/roles/items/0/name").asText()).isEqualTo("Guest");
    assertThat(user.at("/permissions/items/0/permission/create/allow").asBoolean(true)).isFalse();
  }

  @Test
  void tellsAGuestThatTheUserIsAbsent() {
    JsonNode error = api.graphql(null, "{ user { id } }").at("/errors/0");
    assertThat(error.at("/code").asText()).isEqualTo("UserNotFoundError");
    assertThat(error.at("/message").asText()).isEqualTo("User is absent");
    assertThat(error.at("/details/user").asText()).isEqualTo("User is absent");
  }

  @Test
  void refusesTheListToGuests() {
    assertThat(code(api.graphql(null, "{ usersList { count } }"))).isEqualTo("NotAuthorizedError");
  }

  @Test
  void showsOthersOnlyToAdministrators() {
    String ada = api.token("s1", "ada@example.com", true);
    api.graphql(ada, "{ user { id } }");
    String bob = api.token("s2", "bob@example.com", true);
    JsonNode page = api.graphql(bob, "{ usersList { count items { email } } }").at("/data");
    assertThat(page.at("/usersList/count").asInt()).isEqualTo(1);
    assertThat(page.at("/usersList/items/0/email").asText()).isEqualTo("bob@example.com");
    assertThat(code(api.graphql(bob, "{ user(email: \"ada@example.com\") { id } }")))
        .isEqualTo("UserNotFoundError");
    assertThat(code(api.graphql(bob, "{ user(id: \"" + id("s1") + "\") { id } }")))
        .isEqualTo("UserNotFoundError");
    assertThat(
            api.graphql(api.administrator("root"), "{ user(email: \"ADA@example.com\") { id } }")
                .at("/data/user/id")
                .asText())
        .isEqualTo(id("s1"));
  }

  @Test
  void filtersSortsAndPages() {
    String root = api.administrator("root");
    for (String name : new String[] {"ann", "bob", "cid"}) {
      api.graphql(api.token(name, name + "_1@example.com", true), "{ user { id } }");
    }
    JsonNode page =
        api.graphql(
                root,
                "{ usersList(filter: {OR: [{email: {contains: \"_1@\"}}, {email: {equals: \"x\"}}],"
                    + " email: {not_starts_with: \"ann\"}}, orderBy: [email_DESC], first: 1)"
                    + " { count items { email roles { count } } } }")
            .at("/data/usersList");
    assertThat(page.at("/count").asInt()).isEqualTo(2);
    assertThat(page.at("/items")).hasSize(1);
    assertThat(page.at("/items/0/email").asText()).isEqualTo("cid_1@example.com");
    assertThat(page.at("/items/0/roles/count").asInt()).isEqualTo(1);
  }

  @Test
  void answersSignUpAndItsAliasWithTheUserOfTheToken() {
    String token = api.token("s1", "ada@example.com", false);
    String input = "(user: {email: \"root@example.com\"}) { id email roles { items { name } } } }";
    JsonNode first = api.graphql(token, "mutation { userSignUpWithToken" + input);
    JsonNode second = api.graphql(token, "mutation { userSignUp" + input);
    assertThat(first.at("/data/userSignUpWithToken/email").asText()).isEqualTo("ada@example.com");
    assertThat(second.at("/data/userSignUp")).isEqualTo(first.at("/data/userSignUpWithToken"));
    assertThat(api.database.texts("select count(*) from freehold.users")).containsExactly("1");
  }

  @Test
  void letsSignUpChooseNeitherRolesNorStatus() {
    JsonNode answer =
        api.graphql(
            api.token("s1", "ada@example.com", false),
            "mutation { userSignUp(user: {status: ACTIVE, roles: []}) { id } }");
    assertThat(answer.at("/errors")).isNotEmpty();
    assertThat(answer.at("/data/userSignUp").isMissingNode()).isTrue();
  }

  @Test
  void letsUsersChangeTheirOwnProfileOnly() {
    String ada = api.token("s1", "ada@example.com", true);
    JsonNode changed =
        api.graphql(
            ada,
            "mutation { userUpdate(data: {timezone: \"Europe/Berlin\", firstName: \"A\"})"
                + " { timezone firstName lastName } }");
    assertThat(changed.at("/data/userUpdate/timezone").asText()).isEqualTo("Europe/Berlin");
    assertThat(changed.at("/data/userUpdate/lastName").asText()).isEqualTo("Family");
    api.graphql(api.token("s2", "bob@example.com", true), "{ user { id } }");
    for (String data :
        new String[] {"{status: ACTIVE}", "{id: \"" + id("s2") + "\", firstName: \"X\"}"}) {
      assertThat(code(api.graphql(ada, "mutation { userUpdate(data: " + data + ") { id } }")))
          .isEqualTo("NotAuthorizedError");
    }
    JsonNode refused =
        api.graphql(ada, "mutation { userUpdate(data: {timezone: \"Mars/Olympus\"}) { id } }");
    assertThat(refused.at("/errors/0/details/timezone").asText())
        .isEqualTo("is no name of the IANA time zone database");
  }

  @Test
  void refusesADisabledUserAtOnceAndLetsHimInAgain() {
    String root = api.administrator("root");
    String ada = api.token("s1", "ada@example.com", true);
    api.graphql(ada, "{ user { id } }");
    api.graphql(root, "mutation { userDisable(id: \"" + id("s1") + "\") { status } }");
    JsonNode error = api.graphql(ada, "{ user { id } }").at("/errors/0");
    assertThat(error.at("/code").asText()).isEqualTo("NotAuthorizedError");
    assertThat(error.at("/details/user").asText()).isEqualTo("is disabled");
    assertThat(error.at("/details/reason").asText()).isEqualTo("user_disabled");
    api.graphql(root, "mutation { userEnable(id: \"" + id("s1") + "\") { status } }");
    assertThat(api.graphql(ada, "{ user { id } }").at("/errors/0/details/reason").asText())
        .isEqualTo("token_revoked");
    String later = api.token("s1", "ada@example.com", true, Instant.now().plusSeconds(2), null);
    assertThat(api.graphql(later, "{ user { id } }").at("/data/user/id").asText())
        .isEqualTo(id("s1"));
  }

  @Test
  void hearsOfAChangeThatAnotherNodeMade() {
    String ada = api.token("s1", "ada@example.com", true);
    api.graphql(ada, "{ user { id } }");
    api.database.execute("update freehold.users set status = 'DISABLED'");
    await()
        .untilAsserted(() ->
            assertThat(code(api.graphql(ada, "{ user { id } }"))).isEqualTo("NotAuthorizedError"));
  }

  @Test
  void refusesATokenWhoseAccountWasDeleted() {
    String ada = api.token("s1", "ada@example.com", true);
    api.graphql(ada, "{ user { id } }");
    api.database.execute(
        """
        update freehold.identities set user_id = null, deleted_at = now(), email = null;
        delete from freehold.users\
        """);
    await()
        .untilAsserted(() ->
            assertThat(code(api.graphql(ada, "{ user { id } }"))).isEqualTo("InvalidTokenError"));
    assertThat(api.database.texts("select id from freehold.users")).isEmpty();
  }

  @Test
  void keepsTheLastAdministrator() {
    String root = api.administrator("root");
    String role = "roleId: \"" + administratorRole() + "\"";
    String revoke =
        "mutation { userRoleRevoke(userId: \"" + id("root") + "\", " + role + ") { id } }";
    JsonNode error = api.graphql(root, revoke).at("/errors/0");
    assertThat(error.at("/code").asText()).isEqualTo("IllegalOperationError");
    assertThat(error.at("/details/user").asText())
        .isEqualTo("The last administrator must stay one");
    assertThat(
            code(api.graphql(root, "mutation { userDisable(id: \"" + id("root") + "\") { id } }")))
        .isEqualTo("IllegalOperationError");

    String ada = api.token("s1", "ada@example.com", true);
    api.graphql(ada, "{ user { id } }");
    api.graphql(
        root, "mutation { userRoleGrant(userId: \"" + id("s1") + "\", " + role + ") { id } }");
    assertThat(api.graphql(root, revoke).at("/data/userRoleRevoke/id").asText())
        .isEqualTo(id("root"));
    assertThat(code(api.graphql(root, "{ rolesList { count } }"))).isEqualTo("NotAuthorizedError");
    assertThat(api.graphql(ada, "{ rolesList { count } }").at("/data/rolesList/count").asInt())
        .isEqualTo(2);
  }

  private static String administratorRole() {
    return api.database
        .texts("select id from freehold.roles where name = 'Administrator'")
        .getFirst();
  }

  private static String id(String subject) {
    return api.database
        .texts("select user_id from freehold.identities where subject = '" + subject + "'")
        .getFirst();
  }

  private static String code(JsonNode answer) {
    return answer.at("/errors/0/code").asText();
  }
}
