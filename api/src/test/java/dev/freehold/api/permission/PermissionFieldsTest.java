package dev.freehold.api.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import dev.freehold.api.access.Caller;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Permissions as administrators set them, over HTTP, on tables of a company. */
class PermissionFieldsTest {
  private static TestApi api;
  private static EmbeddedServer other;
  private static String administrator;

  private String role;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    administrator = api.administrator("admin");
    other = api.anotherNode(Map.of());
    CompanyTables.make(api, other);
  }

  @AfterAll
  static void stop() {
    other.close();
    api.close();
  }

  @BeforeEach
  void makeRole() {
    api.prepare("delete from freehold.roles where not built_in; delete from freehold.permissions");
    role =
        api.graphql(administrator, "mutation { roleCreate(data: {name: \"Editor\"}) { id } }")
            .at("/data/roleCreate/id")
            .textValue();
  }

  private JsonNode set(String action, String table, String more) {
    return api.graphql(
        administrator,
        """
        mutation { permissionSet(data: {role: "%s", table: "%s", action: %s %s}) {
          role { name } table action columns relations rule check presets
          limits { rows depth aggregates } problems } }\
        """
            .formatted(role, table, action, more));
  }

  private static JsonNode list(String arguments) {
    return api.graphql(
            administrator,
            "{ permissionsList%s { count items { role { name } table action columns rule problems } } }"
                .formatted(arguments))
        .at("/data/permissionsList");
  }

  private static String code(JsonNode answer) {
    return answer.at("/errors/0/code").textValue();
  }

  private static Caller.User editor() {
    return new Caller.User(
        UUID.randomUUID(),
        UUID.randomUUID(),
        "https://issuer.example.com",
        "s",
        null,
        Set.of("Editor"));
  }

  private static RoleSet at(EmbeddedServer node) {
    return node.getApplicationContext().getBean(Permissions.class).of(editor());
  }

  @Test
  void isInForceOnBothNodes() {
    assertThat(at(other).allows(CompanyTables.POSTS, Action.UPDATE)).isFalse();
    JsonNode answer =
        set(
            "UPDATE",
            "public.posts",
            """
            , columns: ["title", "body"], relations: ["author"],
            rule: {author: {id: {equals: "__loggedInUserId"}}},
            check: {published: {equals: false}}, presets: {published: false}\
            """);
    assertThat(answer.has("errors")).describedAs(answer.toString()).isFalse();
    // This node's answer counts at once; the other hears of it.
    Grant grant = at(api.server).grants(CompanyTables.POSTS, Action.UPDATE).getFirst();
    assertThat(grant.fields())
        .isEqualTo(new GrantedFields.Only(Set.of("title", "body"), Set.of("author")));
    assertThat(grant.rule())
        .isEqualTo(Map.of("author", Map.of("id", Map.of("equals", "__loggedInUserId"))));
    assertThat(grant.written()).isEqualTo(Map.of("published", Map.of("equals", false)));
    assertThat(grant.presets()).isEqualTo(Map.of("published", false));
    await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> at(other).grants(CompanyTables.POSTS, Action.UPDATE).equals(List.of(grant)));

    JsonNode removed =
        api.graphql(
            administrator,
            "mutation { permissionRemove(data: {role: \"%s\", table: \"public.posts\", action: UPDATE}) { success } }"
                .formatted(role));
    assertThat(removed.at("/data/permissionRemove/success").booleanValue()).isTrue();
    assertThat(at(api.server).allows(CompanyTables.POSTS, Action.UPDATE)).isFalse();
    await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> !at(other).allows(CompanyTables.POSTS, Action.UPDATE));
  }

  @Test
  void answersWhatWasSet() {
    JsonNode set =
        set("READ", "public.posts", ", limits: {rows: 50, depth: 2, aggregates: false}")
            .at("/data/permissionSet");
    assertThat(set.at("/role/name").textValue()).isEqualTo("Editor");
    assertThat(set.at("/columns").isNull()).isTrue();
    assertThat(set.at("/relations").isNull()).isTrue();
    assertThat(set.at("/limits/rows").intValue()).isEqualTo(50);
    assertThat(set.at("/limits/aggregates").booleanValue()).isFalse();
    assertThat(set.at("/problems")).isEmpty();
    set("READ", "public.posts", ", columns: [\"title\"]");
    set("DELETE", "public.posts", "");
    set("READ", "public.authors", "");
    assertThat(list("").at("/count").intValue()).isEqualTo(3);
    assertThat(list("(table: \"public.posts\")").at("/items").findValuesAsText("action"))
        .containsExactly("READ", "DELETE");
    assertThat(list("(table: \"public.posts\")").at("/items/0/columns/0").textValue())
        .isEqualTo("title");
    assertThat(list("(role: \"%s\")".formatted(UUID.randomUUID())).at("/count").intValue())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "READ|public.nothing||table|name an exposed table",
        "READ|Post||table|it is called public.posts here",
        "READ|freehold.identities||table|There is no table",
        "READ|public.posts|columns: [\"nothing\"]|columns/nothing|it has id, author_id, title",
        "READ|public.posts|columns: [\"authorId\"]|columns/authorId|author_id",
        "READ|public.posts|relations: [\"nothing\"]|relations/nothing|it has author",
        "CREATE|public.posts|columns: [\"words\"]|columns/words|The database makes the value",
        "CREATE|public.posts|columns: [\"id\"]|columns/id|The database makes the value",
        "CREATE|public.posts|rule: {published: {equals: true}}|rule|give a check",
        "READ|public.posts|check: {published: {equals: true}}|check|give a rule",
        "READ|public.posts|presets: {published: true}|presets|leave them out",
        "UPDATE|public.posts|presets: {nothing: true}|presets/nothing|There is no column",
        "UPDATE|public.posts|limits: {rows: 3}|limits|Only READ",
        "READ|public.posts|limits: {rows: 0}|limits/rows|between 1",
        "READ|public.posts|limits: {depth: -1}|limits/depth|between 0",
        "DELETE|public.posts|columns: [\"title\"]|columns|no fields",
        "DELETE|public.published_posts||action|view",
        "READ|public.posts|rule: {}|rule|all rows",
        "READ|public.posts|rule: \"x\"|rule|not a JSON object",
        "READ|public.posts|rule: {titel: {equals: \"x\"}}|rule|rule.titel",
        "READ|public.posts|rule: {author: {id: {contains: \"x\"}}}|rule|rule.author.id.contains",
        "READ|public.posts|rule: {OR: [{title: {}}]}|rule|every row",
        "UPDATE|public.posts|presets: {published: \"yes\"}|presets/published|Boolean",
        "READ|public.posts|rule: {NOT: {title: {equals: \"__loggedInUserID\"}}}|rule|no variable",
        "UPDATE|public.posts|presets: {title: \"__user\"}|presets/title|no variable",
        "READ|public.posts|rule: {title: {equals: \"a\\u0000\"}}|rule|cannot be stored",
        "CREATE|freehold.users||action|sign-up",
        "DELETE|freehold.users||action|disable",
        "UPDATE|freehold.users||columns|Name the columns",
        "UPDATE|freehold.users|columns: [\"email\"]|columns/email|platform keeps email",
        "UPDATE|freehold.users|columns: [\"department\"], presets: {status: \"ACTIVE\"}|presets/status|platform keeps"
      })
  void faultNamesItsPlaceAndRemedy(
      String action, String table, String more, String place, String remedy) {
    JsonNode answer = set(action, table, more == null ? "" : ", " + more);
    assertThat(code(answer)).isEqualTo("ValidationError");
    assertThat(answer.at("/errors/0/details").path(place).asText())
        .describedAs(answer.toString())
        .contains(remedy);
    assertThat(list("").at("/count").intValue()).isZero();
  }

  @Test
  void ownColumnsOfUsersMayBeGranted() {
    assertThat(set("UPDATE", "freehold.users", ", columns: [\"department\"]").has("errors"))
        .isFalse();
  }

  @Test
  void administratorNeedsNothing() {
    role =
        api.database.texts("select id from freehold.roles where name = 'Administrator'").getFirst();
    assertThat(set("READ", "public.posts", "").at("/errors/0/details/role").textValue())
        .contains("everything already");
  }

  @Test
  void tellsWhatNoLongerFits() {
    api.prepare(
        "insert into freehold.permissions (role_id, table_schema, table_name, action, columns,"
            + " relations) values ('%s', 'public', 'posts', 'READ', '{title,gone}', '{}'),"
                .formatted(role)
            + " ('%s', 'public', 'dropped', 'READ', null, null)".formatted(role));
    JsonNode items = list("").at("/items");
    assertThat(items.get(0).at("/problems/0").textValue()).contains("no table public.dropped");
    assertThat(items.get(1).at("/problems/0").textValue()).contains("no column gone");
    // What is of no use can be removed.
    assertThat(
            api.graphql(
                    administrator,
                    "mutation { permissionRemove(data: {role: \"%s\", table: \"public.dropped\", action: READ}) { success } }"
                        .formatted(role))
                .has("errors"))
        .isFalse();
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(
            code(
                api.graphql(
                    administrator,
                    "mutation { permissionRemove(data: {role: \"%s\", table: \"public.posts\", action: READ}) { success } }"
                        .formatted(role))))
        .isEqualTo("EntityNotFoundError");
    role = UUID.randomUUID().toString();
    assertThat(code(set("READ", "public.posts", ""))).isEqualTo("EntityNotFoundError");
  }

  @Test
  void isAudited() {
    set("READ", "public.posts", ", columns: [\"title\"], rule: {published: {equals: true}}");
    assertThat(
            api.database.texts(
                "select action || ' ' || (details->>'table') || ' ' || (details->>'action') || ' '"
                    + " || (details->>'columns') || ' ' || (details->>'rule')"
                    + " from freehold.audit_log where target = 'role %s' and action like 'perm%%'"
                        .formatted(role)))
        .containsExactly(
            "permission.set public.posts READ [\"title\"] {\"published\":{\"equals\":true}}");
    assertThat(
            api.database.texts(
                "select actor from freehold.audit_log where target = 'role %s'".formatted(role)))
        .allMatch(actor -> actor.startsWith("user "));
  }

  @Test
  void twoAdministratorsAtOnceLeaveOneWholePermission() throws Exception {
    List<Callable<JsonNode>> sets = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String column = i % 2 == 0 ? "title" : "body";
      sets.add(() ->
          set(
              "READ",
              "public.posts",
              ", columns: [\"%s\"], rule: {%s: {equals: \"x\"}}".formatted(column, column)));
    }
    try (ExecutorService all = Executors.newFixedThreadPool(8)) {
      for (Future<JsonNode> answer : all.invokeAll(sets)) {
        assertThat(answer.get().has("errors")).isFalse();
      }
    }
    Grant grant = at(api.server).grants(CompanyTables.POSTS, Action.READ).getFirst();
    String column = grant.rule().keySet().iterator().next();
    assertThat(grant.fields()).isEqualTo(new GrantedFields.Only(Set.of(column), Set.of()));
    assertThat(list("").at("/count").intValue()).isEqualTo(1);
    assertThat(
            api.database.texts(
                "select 1 from freehold.audit_log where target = 'role %s' and action = 'permission.set'"
                    .formatted(role)))
        .hasSize(8);
  }

  @Test
  void permissionForARoleThatIsRemovedMeanwhileIsGoneOrRefused() throws Exception {
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 10; i++) {
        makeRole();
        Callable<JsonNode> setting = () -> set("READ", "public.posts", "");
        Callable<JsonNode> removing =
            () ->
                api.graphql(
                    administrator,
                    "mutation { roleDelete(data: {id: \"%s\"}) { success } }".formatted(role));
        List<Future<JsonNode>> answers = both.invokeAll(List.of(setting, removing));
        assertThat(code(answers.get(0).get())).isIn(null, "EntityNotFoundError");
        assertThat(answers.get(1).get().has("errors")).isFalse();
        assertThat(list("").at("/count").intValue()).isZero();
      }
    }
  }

  @Test
  void userSeesTheUnionOfHisPermissions() {
    String token = api.token("reader", "reader@example.com", true);
    String user = api.graphql(token, "{ user { id } }").at("/data/user/id").textValue();
    api.graphql(
        administrator,
        "mutation { userRoleGrant(userId: \"%s\", roleId: \"%s\") { id } }".formatted(user, role));
    set("READ", "public.posts", ", columns: [\"title\", \"author_id\"], relations: [\"author\"]");
    set("UPDATE", "public.posts", ", columns: [\"body\"]");
    set("READ", "freehold.users", ", columns: [\"department\"]");
    set("READ", "public.published_posts", "");
    String query = "{ user { permissions { items { resource resourceType permission } } } }";
    JsonNode items = api.graphql(token, query).at("/data/user/permissions/items");
    assertThat(items.findValuesAsText("resource"))
        .containsExactlyInAnyOrder("Users", "Posts", "PublishedPosts");
    JsonNode posts = resource(items, "Posts");
    assertThat(posts.toString())
        .isEqualTo(
            "{\"create\":{\"allow\":false},"
                // The author's table cannot be read, so neither can the relation.
                + "\"read\":{\"allow\":true,\"fields\":{\"authorId\":true,\"title\":true}},"
                + "\"update\":{\"allow\":true,\"fields\":{\"body\":true}},"
                + "\"delete\":{\"allow\":false}}");
    JsonNode users = resource(items, "Users");
    assertThat(users.at("/read/fields/email").booleanValue()).isTrue();
    assertThat(users.at("/read/fields/department").booleanValue()).isTrue();
    assertThat(users.at("/update/fields").has("department")).isFalse();
    assertThat(users.at("/create/allow").booleanValue()).isFalse();

    set("READ", "public.authors", "");
    assertThat(
            resource(api.graphql(token, query).at("/data/user/permissions/items"), "Posts")
                .at("/read/fields/author")
                .booleanValue())
        .isTrue();

    JsonNode everything = api.graphql(administrator, query).at("/data/user/permissions/items");
    assertThat(resource(everything, "Secrets").at("/delete/allow").booleanValue()).isTrue();
    assertThat(resource(everything, "Posts").at("/create/fields").has("words")).isFalse();
    assertThat(resource(everything, "PublishedPosts").at("/delete/allow").booleanValue()).isFalse();
  }

  private static JsonNode resource(JsonNode items, String name) {
    for (JsonNode item : items) {
      if (item.at("/resource").asText().equals(name)) {
        return item.at("/permission");
      }
    }
    throw new AssertionError("There is no " + name + " in " + items);
  }
}
