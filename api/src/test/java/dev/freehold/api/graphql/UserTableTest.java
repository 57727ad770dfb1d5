package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.TestApi;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users as a table with columns that the owner added, for callers with and without permissions. */
class UserTableTest {
  private static TestApi api;
  private static String administrator;
  private static String ada;
  private static String bob;
  private static String clerk;
  private static String adaId;
  private static String bobId;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    administrator = api.administrator("admin");
    ada = api.token("ada", "ada@example.com", true);
    bob = api.token("bob", "bob@example.com", true);
    clerk = api.token("clerk", "clerk@example.com", true);
    adaId = id(ada);
    bobId = id(bob);
    id(clerk);
    api.database.execute(
        """
        alter table freehold.users add column nickname text, add column salary numeric default 10,
          add column team text unique;
        create table posts (id int primary key, title text, author_id uuid references freehold.users);
        update freehold.users set nickname = 'The ' || email, team = split_part(email, '@', 1);
        insert into posts values (1, 'First', '%s'), (2, 'Second', '%s'), (3, 'Third', '%s');
        """
            .formatted(adaId, bobId, adaId));
    await()
        .until(() ->
            !api.graphql(administrator, "{ usersList { items { nickname } } postsList { count } }")
                .has("errors"));
    String role = role("Clerk");
    // Nicknames of all but the administrator, and of posts all.
    allow(
        role,
        "freehold.users",
        "columns: [\"nickname\"], rule: {email: {not_equals: \"admin@example.com\"}}");
    allow(role, "public.posts", "");
    value(
        administrator,
        "mutation { userRoleGrant(userId: \"%s\", roleId: \"%s\") { id } }"
            .formatted(id(clerk), role));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static String id(String token) {
    return value(token, "{ user { id } }").at("/user/id").asText();
  }

  private static String role(String name) {
    return value(administrator, "mutation { roleCreate(data: {name: \"" + name + "\"}) { id } }")
        .at("/roleCreate/id")
        .asText();
  }

  private static void allow(String role, String table, String more) {
    value(
        administrator,
        "mutation { permissionSet(data: {role: \"%s\", table: \"%s\", action: READ, %s}) { problems } }"
            .formatted(role, table, more));
  }

  private static JsonNode value(String token, String query) {
    JsonNode answer = api.graphql(token, query);
    assertThat(answer.has("errors")).as("%s", answer).isFalse();
    return answer.get("data");
  }

  private static String code(String token, String query) {
    return api.graphql(token, query).at("/errors/0/code").asText();
  }

  @Test
  void showsAnAdministratorWhatTheOwnerAdded() {
    assertThat(
            value(
                    administrator,
                    """
                    { usersList(filter: {nickname: {starts_with: "the a"}, posts: {some: {title: {equals: "First"}}}},
                        sort: [{nickname: DESC}], first: 5) {
                      count
                      items { email nickname salary status roles { count items { name } }
                        posts(orderBy: [id_DESC]) { count items { title author { nickname } } } }
                      aggregates { salary { sum } nickname { countDistinct } }
                    } }
                    """)
                .at("/usersList")
                .toString())
        .isEqualTo(
            "{\"count\":1,\"items\":[{\"email\":\"ada@example.com\",\"nickname\":\"The ada@example.com\","
                + "\"salary\":\"10\",\"status\":\"ACTIVE\",\"roles\":{\"count\":1,\"items\":[{\"name\":\"Guest\"}]},"
                + "\"posts\":{\"count\":2,\"items\":["
                + "{\"title\":\"Third\",\"author\":{\"nickname\":\"The ada@example.com\"}},"
                + "{\"title\":\"First\",\"author\":{\"nickname\":\"The ada@example.com\"}}]}}],"
                + "\"aggregates\":{\"salary\":{\"sum\":\"10\"},\"nickname\":{\"countDistinct\":1}}}");
  }

  @Test
  void findsUsersByIdByEMailWhateverItsCaseAndByWhatIsUnique() {
    for (String key :
        List.of("id: \"" + adaId + "\"", "email: \"ADA@example.com\"", "team: \"ada\"")) {
      assertThat(value(administrator, "{ user(" + key + ") { id nickname } }").at("/user/id"))
          .as(key)
          .hasToString('"' + adaId + '"');
    }
    assertThat(code(administrator, "{ user(email: \"nobody@example.com\") { id } }"))
        .isEqualTo("UserNotFoundError");
    assertThat(
            code(
                administrator,
                "{ user(id: \"" + adaId + "\", email: \"bob@example.com\") { id } }"))
        .isEqualTo("UserNotFoundError");
  }

  @Test
  void showsThePersonWhoseEMailIsVerifiedBeforeOthersWhoSayItIsTheirs() {
    api.database.execute(
        """
        insert into freehold.users (id, origin, email) values
          ('00000000-0000-7000-8000-000000000001', 'BUILT_IN', 'bob@example.com')\
        """);
    assertThat(value(administrator, "{ user(email: \"bob@example.com\") { id } }").at("/user/id"))
        .hasToString('"' + bobId + '"');
    api.database.execute(
        "delete from freehold.users where id = '00000000-0000-7000-8000-000000000001'");
  }

  @Test
  void saysWhereToAskForWhatTheOwnerAddedWhereItIsNoPartOfTheAnswer() {
    api.database.execute(
        """
        insert into freehold.users (id, origin, email) values
          ('00000000-0000-7000-8000-000000000002', 'BUILT_IN', 'bob@example.com')\
        """);
    JsonNode answer =
        api.graphql(
            administrator, "{ userConflictsList { items { email users { id nickname } } } }");
    assertThat(answer.at("/data/userConflictsList/items/0/users")).hasSize(2);
    assertThat(answer.at("/errors/0/details/nickname").asText()).contains("usersList");
    api.database.execute(
        "delete from freehold.users where id = '00000000-0000-7000-8000-000000000002'");
  }

  @Test
  void pagesUsersWithCursors() {
    String list = "{ usersList(orderBy: [email_ASC], first: 1%s) { count items { id email } } }";
    JsonNode first = value(administrator, list.formatted("")).at("/usersList");
    assertThat(first.at("/items/0/email").asText()).isEqualTo("ada@example.com");
    JsonNode second =
        value(
                administrator,
                list.formatted(", after: \"" + first.at("/items/0/id").asText() + "\""))
            .at("/usersList");
    assertThat(first.at("/count").asInt()).isEqualTo(4);
    assertThat(second.at("/items/0/email").asText()).isNotEqualTo("ada@example.com");
  }

  /** A user without a permission sees of himself what the platform has, as before. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ user { § } }",
        "{ usersList { items { § } } }",
        "{ usersList(filter: {§: {equals: \"x\"}}) { count } }",
        "{ usersList(sort: [{§: ASC}]) { count } }",
        "{ usersList(orderBy: [§_ASC]) { count } }",
        "{ usersList { aggregates { § { count } } } }",
        "{ usersList(groupBy: {query: {§: {as: \"n\"}}}) { groups { n: String } } }",
        "{ user(§: \"x\") { id } }",
        "mutation { userUpdate(data: {§: \"x\"}) { id } }",
        "mutation { userUpdate(data: {firstName: \"Ada\"}) { § } }",
        "mutation { userLogoutEverywhere(id: \"no\") { § } }"
      })
  void hidesWhatTheOwnerAddedFromUsersWithoutAPermission(String query) {
    for (String field : List.of("team", "posts")) {
      assertThat(refusal(ada, query, field)).isEqualTo(refusal(ada, query, "nosuch"));
    }
  }

  private static String refusal(String token, String query, String field) {
    JsonNode answer = api.graphql(token, query.replace("§", field));
    assertThat(answer.has("errors")).as("%s %s", query, answer).isTrue();
    return answer
        .toString()
        .replace(field, "?")
        .replaceAll("\"column\":\\d+", "")
        .replaceAll("\"requestId\":\"[^\"]*\"", "");
  }

  @Test
  void showsNothingOfItInTheSchemaOfWhomItIsNotGranted() {
    String all =
        "{ __schema { types { name fields { name args { name } } inputFields { name } enumValues { name } } } }";
    for (String token : new String[] {null, ada, clerk}) {
      assertThat(api.graphql(token, all).toString())
          .contains("\"UserFilter\"", "\"usersList\"", "\"emailVerified\"")
          .doesNotContain("salary", "team");
    }
    assertThat(api.graphql(clerk, all).toString()).contains("nickname");
    assertThat(api.graphql(ada, all).toString()).doesNotContain("nickname");
    assertThat(api.graphql(administrator, all).toString()).contains("salary", "team");
  }

  @Test
  void showsWhatAPermissionNamesAndOfOneselfTheRest() {
    assertThat(
            value(
                    clerk,
                    "{ usersList(orderBy: [nickname_ASC]) { count items { nickname email status roles { count } } } }")
                .at("/usersList")
                .toString())
        .isEqualTo(
            "{\"count\":3,\"items\":["
                + "{\"nickname\":\"The ada@example.com\",\"email\":null,\"status\":null,\"roles\":null},"
                + "{\"nickname\":\"The bob@example.com\",\"email\":null,\"status\":null,\"roles\":null},"
                + "{\"nickname\":\"The clerk@example.com\",\"email\":\"clerk@example.com\",\"status\":\"ACTIVE\","
                + "\"roles\":{\"count\":2}}]}");
    // What is hidden in a row finds it by no filter, either.
    assertThat(
            value(clerk, "{ usersList(filter: {email: {contains: \"@\"}}) { count } }")
                .at("/usersList/count")
                .asInt())
        .isEqualTo(1);
    assertThat(code(clerk, "{ user(email: \"ada@example.com\") { nickname } }"))
        .isEqualTo("UserNotFoundError");
  }

  @Test
  void showsRolesAndPermissionsOfUsersThatAreReachedThroughTables() {
    String query =
        """
        { postsList(orderBy: [id_ASC], first: 2) { items { author {
          nickname roles { items { id name __typename } __typename }
          identities { subject } permissions { items { resource } } } } } }
        """;
    JsonNode seen = value(administrator, query).at("/postsList/items/0/author");
    assertThat(seen.at("/roles/items/0/name").asText()).isEqualTo("Guest");
    assertThat(seen.at("/roles/__typename").asText()).isEqualTo("UserRoleList");
    assertThat(seen.at("/roles/items/0/__typename").asText()).isEqualTo("UserRole");
    assertThat(seen.at("/identities/0/subject").asText()).isEqualTo("ada");
    assertThat(seen.at("/permissions/items/0/resource").asText()).isEqualTo("Users");

    assertThat(value(clerk, query).at("/postsList/items/0/author").toString())
        .isEqualTo(
            "{\"nickname\":\"The ada@example.com\",\"roles\":null,\"identities\":null,\"permissions\":null}");
  }

  @Test
  void showsRolesOfOthersWhereAPermissionNamesThem() {
    String auditor = role("Auditor");
    allow(auditor, "freehold.users", "columns: [\"id\"], relations: [\"roles\"]");
    String token =
        value(
                administrator,
                "mutation { apiTokenCreate(data: {name: \"audit\", roles: [\"%s\"]}) { token } }"
                    .formatted(auditor))
            .at("/apiTokenCreate/token")
            .asText();
    assertThat(
            value(token, "{ user(id: \"" + adaId + "\") { roles { items { name } } } }")
                .at("/user/roles/items/0/name")
                .asText())
        .isEqualTo("Guest");
    assertThat(
            code(token, "{ user(id: \"" + adaId + "\") { permissions { items { resource } } } }"))
        .isEqualTo("ValidationError");
    assertThat(code(token, "{ user { id } }")).isEqualTo("UserNotFoundError");
  }

  @Test
  void answersOnesOwnPermissionsUnderTheRoleOfTheRequest() throws Exception {
    String query =
        "{ user { permissions { items { resource permission __typename } } roles { count } } }";
    assertThat(value(clerk, query).at("/user/permissions/items").findValuesAsText("resource"))
        .containsExactly("Users", "Posts");
    JsonNode narrowed =
        new ObjectMapper()
            .readTree(
                api.post(
                        "/graphql",
                        Map.of("authorization", "Bearer " + clerk, "x-freehold-role", "Guest"),
                        ("{\"query\": \"" + query + "\"}").getBytes(StandardCharsets.UTF_8))
                    .body());
    assertThat(narrowed.at("/data/user/permissions/items").findValuesAsText("resource"))
        .containsExactly("Users");
    assertThat(narrowed.at("/data/user/roles/count").asInt()).isEqualTo(2);
  }

  @Test
  void countsAUserAsDisabledWhoIsSoAtAllHisIssuers() {
    api.database.execute("update freehold.identities set enabled = false where subject = 'bob'");
    assertThat(
            value(
                    administrator,
                    "{ usersList(filter: {status: {equals: \"DISABLED\"}}) { items { id status } } }")
                .at("/usersList/items")
                .toString())
        .isEqualTo("[{\"id\":\"" + bobId + "\",\"status\":\"DISABLED\"}]");
    api.database.execute("update freehold.identities set enabled = true where subject = 'bob'");
  }

  /** Of somebody who sees all but the administrator, and may give Bob another nickname. */
  private static String editor() {
    String role = role("Editor" + System.nanoTime());
    String visible = "rule: {email: {not_equals: \"admin@example.com\"}}";
    allow(role, "freehold.users", "columns: [\"id\", \"nickname\"], " + visible);
    JsonNode set =
        value(
            administrator,
            """
            mutation { permissionSet(data: {role: "%s", table: "freehold.users", action: UPDATE, columns: ["nickname"],
              rule: {email: {equals: "bob@example.com"}}, check: {nickname: {not_equals: "bad"}}, presets: {salary: 20}}) { problems } }
            """
                .formatted(role));
    assertThat(set.at("/permissionSet/problems")).isEmpty();
    return value(
            administrator,
            "mutation { apiTokenCreate(data: {name: \"%s\", roles: [\"%s\"]}) { token } }"
                .formatted(role, role))
        .at("/apiTokenCreate/token")
        .asText();
  }

  private static String update(String id, String data) {
    return "mutation { userUpdate(data: {id: \"" + id + "\", " + data + "}) { id nickname } }";
  }

  private static String row(String columns, String id) {
    return api.database
        .texts("select concat_ws(' ', " + columns + ") from freehold.users where id = '" + id + "'")
        .getFirst();
  }

  @Test
  void writesWhatTheOwnerAddedAsPermissionsSay() {
    String editor = editor();
    String before = row("updated_at", bobId);

    assertThat(value(editor, update(bobId, "nickname: \"Robert\"")).at("/userUpdate").toString())
        .isEqualTo("{\"id\":\"" + bobId + "\",\"nickname\":\"Robert\"}");
    assertThat(row("nickname, salary", bobId)).isEqualTo("Robert 20");
    assertThat(row("updated_at", bobId)).isNotEqualTo(before);
    assertThat(code(editor, update(bobId, "nickname: \"bad\""))).isEqualTo("NotAuthorizedError");
    assertThat(row("nickname", bobId)).isEqualTo("Robert");
    assertThat(
            api.database.texts(
                "select details->'fields' from freehold.audit_log where action = 'user.update'"
                    + " and target = 'user "
                    + bobId
                    + "'"))
        .contains("[\"nickname\"]");
    value(administrator, update(bobId, "nickname: \"The bob@example.com\", salary: \"10\""));
  }

  @Test
  void writesNothingOfThePlatformsByAPermissionToUpdateUsers() {
    String editor = editor();
    for (String more : List.of("firstName: \"X\"", "status: DISABLED", "timezone: \"UTC\"")) {
      assertThat(code(editor, update(bobId, "nickname: \"Mine\", " + more)))
          .as(more)
          .isEqualTo("NotAuthorizedError");
    }
    for (String hidden :
        List.of("email: \"x@example.com\"", "salary: \"1\"", "emailVerified: true")) {
      assertThat(code(editor, update(bobId, hidden))).as(hidden).isEqualTo("ValidationError");
    }
    assertThat(row("nickname, first_name, status, email, salary", bobId))
        .isEqualTo("The bob@example.com Given ACTIVE bob@example.com 10");
  }

  @Test
  void makesAHiddenUserLookAbsentToWhomeverWantsToWriteHim() {
    String editor = editor();
    String admin = id(administrator);

    assertThat(code(editor, update(admin, "nickname: \"x\""))).isEqualTo("UserNotFoundError");
    assertThat(code(editor, update("00000000-0000-7000-8000-0000000000ff", "nickname: \"x\"")))
        .isEqualTo("UserNotFoundError");
    assertThat(row("nickname", admin)).isEqualTo("The admin@example.com");
    // Whom he sees he only may not change.
    assertThat(code(editor, update(adaId, "nickname: \"x\""))).isEqualTo("NotAuthorizedError");
    assertThat(row("nickname", adaId)).isEqualTo("The ada@example.com");
  }

  /** Else whoever may change something of others could have all of them in the answer. */
  @Test
  void answersAChangeWithWhatTheCallerMayRead() {
    String editor = editor();
    String change = "mutation { userUpdate(data: {id: \"" + bobId + "\", nickname: \"B\"}) { § } }";

    assertThat(code(editor, change.replace("§", "id email"))).isEqualTo("ValidationError");
    assertThat(code(editor, change.replace("§", "roles { count }"))).isEqualTo("ValidationError");
    assertThat(row("nickname", bobId)).isEqualTo("The bob@example.com");
  }

  @Test
  void changesAllOfAUserOrNothing() {
    assertThat(code(administrator, update(adaId, "firstName: \"Augusta\", team: \"bob\"")))
        .isEqualTo("EntityExistsError");
    assertThat(row("first_name, team", adaId)).isEqualTo("Given ada");
    assertThat(
            value(
                    administrator,
                    """
                    mutation {
                      a: userUpdate(data: {id: "%s", firstName: "Augusta", nickname: "Countess"}) { firstName nickname posts { count } }
                      b: userUpdate(data: {id: "%s", firstName: "Given", nickname: "The ada@example.com"}) { firstName }
                      c: userEnable(id: "%s") { __typename roles { count } }
                    }
                    """
                        .formatted(adaId, adaId, id(clerk)))
                .toString())
        .isEqualTo(
            "{\"a\":{\"firstName\":\"Augusta\",\"nickname\":\"Countess\",\"posts\":{\"count\":2}},"
                + "\"b\":{\"firstName\":\"Given\"},"
                + "\"c\":{\"__typename\":\"User\",\"roles\":{\"count\":2}}}");
  }

  @Test
  void saysWhoMayWriteWhatTheOwnerAdded() {
    String editor = editor();
    String can = "{ can(table: \"User\", operation: UPDATE, id: \"%s\") { allowed fields } }";

    assertThat(value(editor, can.formatted(bobId)).at("/can").toString())
        .isEqualTo("{\"allowed\":true,\"fields\":[\"nickname\"]}");
    for (String other : List.of(adaId, id(administrator))) {
      assertThat(value(editor, can.formatted(other)).at("/can/allowed").asBoolean()).isFalse();
    }
    assertThat(value(ada, can.formatted(adaId)).at("/can/fields").toString())
        .contains("firstName")
        .doesNotContain("nickname");
    assertThat(value(administrator, can.formatted(bobId)).at("/can/fields").toString())
        .contains("nickname", "salary", "status")
        .doesNotContain("email");
  }
}
