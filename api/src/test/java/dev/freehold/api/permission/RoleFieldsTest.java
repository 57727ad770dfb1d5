package dev.freehold.api.permission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.TestApi;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles as administrators make them, and a request's wish for one of them, over HTTP. */
class RoleFieldsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static TestApi api;
  private static String administrator;
  private static String user;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    administrator = api.administrator("admin");
    user = api.token("somebody", "somebody@example.com", true);
    api.graphql(user, "{ user { id } }");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static JsonNode create(String name) {
    return api.graphql(
        administrator,
        "mutation { roleCreate(data: {name: \"%s\", description: \"For tests\"}) { id name } }"
            .formatted(name));
  }

  private static String role(String name) {
    return create(name).at("/data/roleCreate/id").textValue();
  }

  private static JsonNode delete(String id, boolean force) {
    return api.graphql(
        administrator,
        "mutation { roleDelete(data: {id: \"%s\", force: %s}) { success } }".formatted(id, force));
  }

  private static String userId(String subject) {
    return api.database
        .texts("select user_id from freehold.identities where subject = '" + subject + "'")
        .getFirst();
  }

  private static JsonNode grant(String roleId) {
    return api.graphql(
        administrator,
        "mutation { userRoleGrant(userId: \"%s\", roleId: \"%s\") { id } }"
            .formatted(userId("somebody"), roleId));
  }

  private static String code(JsonNode answer) {
    return answer.at("/errors/0/code").textValue();
  }

  private static String reason(JsonNode answer) {
    return answer.at("/errors/0/details/reason").textValue();
  }

  private static List<String> audited(String roleId) {
    return api.database.texts(
        "select action from freehold.audit_log where target = 'role %s' order by id"
            .formatted(roleId));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mutation { roleCreate(data: {name: \"Mine\"}) { id } }",
        "mutation { roleUpdate(data: {id: \"00000000-0000-0000-0000-000000000000\"}) { id } }",
        "mutation { roleDelete(data: {id: \"00000000-0000-0000-0000-000000000000\"}) { success } }",
        "{ permissionsList { count } }",
        "{ permissionsExport }",
        "mutation { permissionsImport(yaml: \"\") { applied } }",
        "mutation { permissionSet(data: {role: \"x\", table: \"no.such\", action: READ}) { table } }",
        "mutation { permissionRemove(data: {role: \"00000000-0000-0000-0000-000000000000\","
            + " table: \"public.posts\", action: READ}) { success } }"
      })
  void isForAdministratorsOnly(String operation) {
    for (String token : new String[] {null, user}) {
      JsonNode answer = api.graphql(token, operation);
      assertThat(code(answer)).isEqualTo("NotAuthorizedError");
      assertThat(answer.at("/errors/0/details").size()).isEqualTo(1);
    }
  }

  @Test
  void makesRenamesAndRemoves() {
    String id = role("Editor");
    assertThat(code(create("editor"))).isEqualTo("EntityExistsError");
    JsonNode renamed =
        api.graphql(
            administrator,
            "mutation { roleUpdate(data: {id: \"%s\", name: \"Author\"}) { name description builtIn } }"
                .formatted(id));
    assertThat(renamed.at("/data/roleUpdate/name").textValue()).isEqualTo("Author");
    assertThat(renamed.at("/data/roleUpdate/description").textValue()).isEqualTo("For tests");
    JsonNode bare =
        api.graphql(
            administrator,
            "mutation { roleUpdate(data: {id: \"%s\", description: null}) { name description } }"
                .formatted(id));
    assertThat(bare.at("/data/roleUpdate/name").textValue()).isEqualTo("Author");
    assertThat(bare.at("/data/roleUpdate/description").isNull()).isTrue();
    assertThat(delete(id, false).at("/data/roleDelete/success").booleanValue()).isTrue();
    assertThat(code(delete(id, false))).isEqualTo("EntityNotFoundError");
    assertThat(audited(id))
        .containsExactly("role.create", "role.update", "role.update", "role.delete");
  }

  @Test
  void nameOfAnotherRoleIsTaken() {
    String id = role("First");
    role("Second");
    for (String taken : List.of("Second", "second", "ADMINISTRATOR")) {
      assertThat(
              code(
                  api.graphql(
                      administrator,
                      "mutation { roleUpdate(data: {id: \"%s\", name: \"%s\"}) { id } }"
                          .formatted(id, taken))))
          .isEqualTo("EntityExistsError");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "line\\nbreak", "nul\\u0000"})
  void nameIsChecked(String name) {
    assertThat(code(create(name))).isEqualTo("ValidationError");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Administrator", "Guest"})
  void builtInRolesStay(String name) {
    String id =
        api.database.texts("select id from freehold.roles where name = '" + name + "'").getFirst();
    assertThat(reason(delete(id, true))).isEqualTo("role_built_in");
    assertThat(
            reason(
                api.graphql(
                    administrator,
                    "mutation { roleUpdate(data: {id: \"%s\", name: \"Other\"}) { id } }"
                        .formatted(id))))
        .isEqualTo("role_built_in");
  }

  @Test
  void roleInUseSaysWhoUsesIt() {
    String id = role("Used");
    assertThat(grant(id).has("errors")).isFalse();
    api.graphql(
        administrator,
        "mutation { apiTokenCreate(data: {name: \"nightly\", roles: [\"%s\"]}) { token } }"
            .formatted(id));
    api.prepare(
        """
        insert into freehold.profile_roles (profile_id, role_id)
        select id, '%s' from freehold.profiles where is_default;
        insert into freehold.invitations (id, profile_id, email, hash, expires_at, invited_by)
        select gen_random_uuid(), id, 'x@example.com', repeat('a', 64), now() + interval '1 day', 'system'
        from freehold.profiles where is_default;
        insert into freehold.invitation_roles (invitation_id, role_id)
        select id, '%s' from freehold.invitations\
        """
            .formatted(id, id));
    JsonNode refused = delete(id, false);
    assertThat(code(refused)).isEqualTo("IllegalOperationError");
    assertThat(reason(refused)).isEqualTo("role_in_use");
    JsonNode by = refused.at("/errors/0/details/usedBy");
    assertThat(by.at("/users").intValue()).isEqualTo(1);
    assertThat(by.at("/apiTokens/0").textValue()).isEqualTo("nightly");
    assertThat(by.at("/profiles").size()).isEqualTo(1);
    assertThat(by.at("/invitations").intValue()).isEqualTo(1);

    assertThat(delete(id, true).at("/data/roleDelete/success").booleanValue()).isTrue();
    assertThat(
            api.database.texts(
                "select 1 from freehold.user_roles where role_id = '%s'".formatted(id)))
        .isEmpty();
    assertThat(
            api.database.texts(
                "select details->>'users' from freehold.audit_log where action = 'role.delete'"
                    + " and target = 'role %s'".formatted(id)))
        .containsExactly("1");
  }

  @Test
  void roleThatIsRemovedWhileItIsGivenIsEitherOrNeither() throws Exception {
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 10; i++) {
        String id = role("Raced " + i);
        Callable<JsonNode> giving = () -> grant(id);
        Callable<JsonNode> removing = () -> delete(id, false);
        List<Future<JsonNode>> answers = both.invokeAll(List.of(giving, removing));
        String given = code(answers.get(0).get());
        String removed = reason(answers.get(1).get());
        boolean first = removed == null;
        assertThat(given).isEqualTo(first ? "EntityNotFoundError" : null);
        assertThat(removed).isEqualTo(first ? null : "role_in_use");
        assertThat(api.database.texts("select 1 from freehold.roles where id = '%s'".formatted(id)))
            .hasSize(first ? 0 : 1);
      }
    }
  }

  @Test
  void headerNarrowsToOneRole() throws IOException {
    assertThat(code(narrowed(administrator, "{ rolesList { count } }", "Administrator"))).isNull();
    assertThat(code(narrowed(administrator, "{ rolesList { count } }", "Guest")))
        .isEqualTo("NotAuthorizedError");
    JsonNode own =
        narrowed(
            administrator,
            "{ user { email permissions { items { resource permission } } } }",
            "Guest");
    assertThat(own.at("/data/user/email").textValue()).isEqualTo("admin@example.com");
    assertThat(own.at("/data/user/permissions/items/0/permission/create/allow").booleanValue())
        .isFalse();
    for (String foreign : List.of("Nobody", "Administrator")) {
      JsonNode refused = narrowed(user, "{ user { id } }", foreign);
      assertThat(code(refused)).isEqualTo("NotAuthorizedError");
      assertThat(reason(refused)).isEqualTo("role_not_held");
      assertThat(refused.toString()).doesNotContain(foreign);
    }
    assertThat(reason(narrowed(null, "{ rolesList { count } }", "Administrator")))
        .isEqualTo("role_not_held");
  }

  private static JsonNode narrowed(String token, String query, String role) throws IOException {
    Map<String, String> headers =
        token == null
            ? Map.of("x-freehold-role", role)
            : Map.of("x-freehold-role", role, "authorization", "Bearer " + token);
    HttpResponse<String> answer =
        api.post("/graphql", headers, JSON.writeValueAsBytes(Map.of("query", query)));
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }
}
