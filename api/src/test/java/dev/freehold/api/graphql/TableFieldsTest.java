package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import dev.freehold.api.catalog.CatalogHolder;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The company's tables through the endpoint, for callers with and without permissions. */
class TableFieldsTest {
  private static final String POSTS = "{ postsList { items { id title } } }";

  private static TestApi api;
  private static String administrator;
  private static String user;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    administrator = api.administrator("admin");
    user = api.token("somebody", "somebody@example.com", true);
    api.graphql(user, "{ user { id } }");
    api.database.execute(
        """
        create table authors (id int primary key, name text not null, salary int);
        create table posts (id int primary key, title text, secret text, author_id int references authors,
          user_id uuid references freehold.users);
        create table vaults (id int primary key, content text);
        create table "odd""; drop table posts --" (id int primary key, "va""lue'" text, "doc'" jsonb);
        insert into authors values (1, 'Ada', 100);
        insert into posts values (1, 'First', 'x', 1, null), (2, 'Second', 'y', null, null);
        insert into vaults values (1, 'gold');
        insert into "odd""; drop table posts --" values (1, 'x', '{"a\'\' or true": {"b": "c"}}'), (2, 'y', '{}');
        update posts set user_id = (select user_id from freehold.identities where subject = 'somebody')
          where id = 2;
        """);
    await()
        .until(() ->
            api.graphql(administrator, "{ vaultsList { count } }").at("/errors").isMissingNode());
    allow("public.posts", "columns: [\"id\", \"title\"], relations: [\"author\", \"user\"]");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static void allow(String table, String more) {
    JsonNode answer =
        api.graphql(
            administrator,
            """
            mutation { permissionSet(data: {role: "%s", table: "%s", action: READ, %s}) { problems } }
            """
                .formatted(guest(), table, more));
    assertThat(answer.at("/errors").isMissingNode()).as("%s", answer).isTrue();
  }

  private static String guest() {
    for (JsonNode role :
        api.graphql(administrator, "{ rolesList { items { id name } } }")
            .at("/data/rolesList/items")) {
      if (role.get("name").asText().equals("Guest")) {
        return role.get("id").asText();
      }
    }
    throw new AssertionError("There is no role Guest");
  }

  @Test
  void servesTablesToWhomTheyAreGranted() {
    assertThat(api.graphql(null, POSTS).at("/data/postsList/items").toString())
        .isEqualTo("[{\"id\":\"1\",\"title\":\"First\"},{\"id\":\"2\",\"title\":\"Second\"}]");
    assertThat(
            api.graphql(administrator, "{ post(id: 1) { secret author { name salary } } }")
                .at("/data/post")
                .toString())
        .isEqualTo("{\"secret\":\"x\",\"author\":{\"name\":\"Ada\",\"salary\":100}}");
  }

  @Test
  void answersTablesAndThePlatformsOwnFieldsTogetherInOrder() {
    JsonNode answer =
        api.graphql(
            user,
            """
            query ($no: Boolean = false) {
              a: post(id: 1) { __typename id }
              user { email }
              ...More
              gone: postsList @include(if: $no) { count }
              __typename
            }
            fragment More on Query { b: post(id: 2) { title ... { id } } }
            """);

    assertThat(answer.get("data").toString())
        .isEqualTo(
            "{\"a\":{\"__typename\":\"Post\",\"id\":\"1\"},\"user\":{\"email\":\"somebody@example.com\"},"
                + "\"b\":{\"title\":\"Second\",\"id\":\"2\"},\"__typename\":\"Query\"}");
    assertThat(answer.has("errors")).isFalse();
  }

  @Test
  void followsARelationToUsersAsFarAsTheCallerMayRead() {
    String query = "{ postsList { items { id user { email } } } }";

    assertThat(api.graphql(user, query).at("/data/postsList/items/1/user/email").asText())
        .isEqualTo("somebody@example.com");
    assertThat(
            api.graphql(
                    api.token("other", "other@example.com", true),
                    "{ postsList { items { user { email } } } }")
                .at("/data/postsList/items/1/user")
                .isNull())
        .isTrue();
  }

  @Test
  void makesWhatIsNotGrantedLookLikeWhatIsNotThere() {
    sameRefusal(
        "{ vaultsList { count } }", "vaultsList", "{ nobodysList { count } }", "nobodysList");
    sameRefusal("{ post(id: 1) { secret } }", "secret", "{ post(id: 1) { nosuch } }", "nosuch");
    sameRefusal(
        "{ postsList(filter: {secret: {equals: \"x\"}}) { count } }",
        "secret",
        "{ postsList(filter: {nosuch: {equals: \"x\"}}) { count } }",
        "nosuch");
    sameRefusal(
        "{ postsList(orderBy: [secret_ASC]) { count } }",
        "secret",
        "{ postsList(orderBy: [nosuch_ASC]) { count } }",
        "nosuch");
    sameRefusal(
        "query ($f: VaultFilter) { postsList { count } }",
        "VaultFilter",
        "query ($f: NosuchFilter) { postsList { count } }",
        "NosuchFilter");
    sameRefusal("{ ... on Vault { content } }", "Vault", "{ ... on Nosuch { content } }", "Nosuch");
  }

  private static void sameRefusal(String hidden, String name, String absent, String noName) {
    String refusal = api.graphql(null, hidden).toString();

    assertThat(refusal).contains("errors");
    assertThat(refusal.replace(name, "?").replaceAll("\"column\":\\d+", ""))
        .isEqualTo(
            api.graphql(null, absent)
                .toString()
                .replace(noName, "?")
                .replaceAll("\"column\":\\d+", ""));
  }

  @Test
  void introspectsOnlyWhatIsGranted() {
    String all =
        api.graphql(
                null,
                "{ __schema { types { name fields { name args { name } } inputFields { name } } } }")
            .toString();

    assertThat(all)
        .contains("\"PostFilter\"", "\"title\"")
        .doesNotContain("Vault", "vault", "\"secret\"", "\"salary\"", "\"Author\"");
    assertThat(
            api.graphql(null, "{ __type(name: \"Vault\") { name } }").at("/data/__type").isNull())
        .isTrue();
    assertThat(
            api.graphql(administrator, "{ __type(name: \"Vault\") { name } }")
                .at("/data/__type/name")
                .asText())
        .isEqualTo("Vault");
  }

  @Test
  void tellsWhatIsWrongWithAVariable() {
    JsonNode answer =
        api.graphql(administrator, "query ($n: Int!) { postsList(first: $n) { count } }");

    assertThat(answer.at("/errors/0/code").asText()).isEqualTo("ValidationError");
    assertThat(
            api.graphql(administrator, "{ postsList(first: 5000) { items { id } } }")
                .at("/errors/0/details/first")
                .asText())
        .isEqualTo("must be between 0 and 1000");
  }

  @Test
  void keepsTheOtherFieldsWhenOneFails() {
    JsonNode answer =
        api.graphql(
            administrator, "{ bad: postsList(first: -1) { count } good: postsList { count } }");

    assertThat(answer.at("/data/bad").isNull()).isTrue();
    assertThat(answer.at("/data/good/count").asInt()).isEqualTo(2);
    assertThat(answer.at("/errors/0/path/0").asText()).isEqualTo("bad");
  }

  @Test
  void groupsAsClientsOf8baseAsk() {
    JsonNode answer =
        api.graphql(
            administrator,
            """
            query ($most: Int!) {
              postsList(
                groupBy: {
                  query: {
                    author: {name: {as: "authorName"}}, id: {as: "posts", fn: {aggregate: COUNT}}, _group: {as: "rows"}
                  }
                  having: {alias: "authorName", string: {is_not_empty: true}}
                  sort: {alias: "posts", direction: DESC}
                  first: $most
                }
              ) {
                groups {
                  authorName: String
                  posts: Int
                  ids: GroupIds
                  rows: PostGroup(orderBy: [id_ASC]) { count items { title } aggregates { title { countDistinct } } }
                }
                aggregates { id { count } secret { distinct(first: 1) } }
              }
            }
            """,
            Map.of("most", 5));

    assertThat(answer.get("data").toString())
        .as("%s", answer)
        .isEqualTo(
            "{\"postsList\":{\"groups\":[{\"authorName\":\"Ada\",\"posts\":1,\"ids\":[\"1\"],"
                + "\"rows\":{\"count\":1,\"items\":[{\"title\":\"First\"}],"
                + "\"aggregates\":{\"title\":{\"countDistinct\":1}}}}],"
                + "\"aggregates\":{\"id\":{\"count\":2},\"secret\":{\"distinct\":[\"x\"]}}}}");
  }

  @Test
  void groupsByUsersAsFarAsTheCallerMayRead() {
    String query =
        "{ postsList(groupBy: {query: {user: {email: {as: \"email\"}}}}) { groups { email: String } } }";

    assertThat(api.graphql(user, query).at("/data/postsList/groups").toString())
        .isEqualTo("[{\"email\":\"somebody@example.com\"},{\"email\":null}]");
  }

  @Test
  void aggregatesWhatIsGrantedOnly() {
    sameRefusal(
        "{ postsList { aggregates { secret { count } } } }",
        "secret",
        "{ postsList { aggregates { nosuch { count } } } }",
        "nosuch");
    sameRefusal(
        "{ postsList(groupBy: {query: {secret: {as: \"s\"}}}) { groups { s: String } } }",
        "secret",
        "{ postsList(groupBy: {query: {nosuch: {as: \"s\"}}}) { groups { s: String } } }",
        "nosuch");
    sameRefusal(
        "{ postsList(groupBy: {query: {}}) { groups { VaultGroup { count } } } }",
        "VaultGroup",
        "{ postsList(groupBy: {query: {}}) { groups { NosuchGroup { count } } } }",
        "NosuchGroup");
    sameRefusal(
        "query ($g: VaultGroupBy) { postsList { count } }",
        "VaultGroupBy",
        "query ($g: NosuchGroupBy) { postsList { count } }",
        "NosuchGroupBy");
  }

  @Test
  void countsTheRowsOfGroupsAsCost() {
    String rows =
        "{ postsList(first: 1, groupBy: {query: {id: {as: \"i\"}}, first: %s}) { groups { i: ID PostGroup(first: 100) { items { id } } } } }";

    assertThat(api.graphql(administrator, rows.formatted(5)).has("errors")).isFalse();
    assertThat(api.graphql(administrator, rows.formatted(1000)).at("/errors/0/code").asText())
        .isEqualTo("LimitExceededError");
    String byVariable =
        "query ($g: PostGroupBy) { postsList(first: 1, groupBy: $g) { groups { i: ID PostGroup(first: 100) { items { id } } } } }";
    for (int first : new int[] {5, 1000}) {
      Map<String, Object> groupBy =
          Map.of("query", Map.of("id", Map.of("as", "i")), "first", first);
      assertThat(api.graphql(administrator, byVariable, Map.of("g", groupBy)).has("errors"))
          .isEqualTo(first == 1000);
    }
  }

  /** Names of the database and of JSON, values, variables: nothing of it is read as SQL. */
  @Test
  void readsNoTextAsSql() {
    Table odd =
        api.server
            .getApplicationContext()
            .getBean(CatalogHolder.class)
            .current()
            .get(new TableId("public", "odd\"; drop table posts --"));
    String value = odd.column("va\"lue'").orElseThrow().field();
    String doc = odd.column("doc'").orElseThrow().field();
    String query =
        "query ($f: %sFilter, $g: %sGroupBy) { %s(filter: $f, orderBy: [%s_DESC], groupBy: $g) { count items { id %s %s }"
                .formatted(
                    odd.names().type(), odd.names().type(), odd.names().list(), value, value, doc)
            + " aggregates { %s { min distinct } } groups { v: String } } }".formatted(value);
    Map<String, Object> groupBy = Map.of("query", Map.of(value, Map.of("as", "v")));

    JsonNode found =
        api.graphql(
            administrator,
            query,
            Map.of(
                "f",
                Map.of(doc, Map.of("json_contains", Map.of("a' or true", Map.of("b", "c")))),
                "g",
                groupBy));
    assertThat(found.at("/data/" + odd.names().list() + "/groups").toString())
        .as("%s", found)
        .isEqualTo("[{\"v\":\"x\"}]");
    assertThat(found.at("/data/" + odd.names().list() + "/items/0/" + value).asText())
        .isEqualTo("x");
    for (Object attack :
        List.of(
            "x' or '1'='1", "x\"; drop table posts; --", "\\' or true --", "$1", "?", "%", "_")) {
      JsonNode answer =
          api.graphql(
              administrator,
              query,
              Map.of(
                  "f",
                  Map.of(
                      "OR",
                      List.of(
                          Map.of(value, Map.of("equals", attack)),
                          Map.of(value, Map.of("contains", attack)),
                          Map.of(doc, Map.of("json_contains", Map.of(attack, attack))))),
                  "g",
                  groupBy));
      assertThat(answer.at("/data/" + odd.names().list() + "/count").asInt(-1))
          .as("%s", answer)
          .isZero();
    }
    assertThat(api.graphql(null, POSTS).at("/data/postsList/items").size()).isEqualTo(2);
  }

  @Test
  void refusesFiltersAndOrdersOfTooManyParts() {
    List<Object> parts = Collections.nCopies(1_001, Map.of("id", Map.of("equals", 1)));
    List<Object> terms = Collections.nCopies(11, Map.of("id", "ASC"));
    List<Object> values =
        IntStream.range(0, 31).<Object>mapToObj(i -> Map.of("as", "v" + i)).toList();

    assertThat(
            refusal(
                "query ($v: PostFilter) { postsList(filter: $v) { count } }", Map.of("OR", parts)))
        .isEqualTo("ValidationError");
    assertThat(refusal("query ($v: [PostSort!]) { postsList(sort: $v) { count } }", terms))
        .isEqualTo("ValidationError");
    assertThat(
            refusal(
                "query ($v: PostGroupBy) { postsList(groupBy: $v) { groups { v1: ID } } }",
                Map.of("query", Map.of("id", values))))
        .isEqualTo("ValidationError");
  }

  private static String refusal(String query, Object variable) {
    return api.graphql(administrator, query, Map.of("v", variable)).at("/errors/0/code").asText();
  }

  @Test
  void showsAColumnThatWasAddedWhileItRuns() {
    api.database.execute("alter table vaults add column colour text default 'red'");

    await()
        .untilAsserted(() ->
            assertThat(
                    api.graphql(administrator, "{ vault(id: 1) { colour } }")
                        .at("/data/vault/colour")
                        .asText())
                .isEqualTo("red"));
  }

  @Test
  void countsTheRowsOfListsAsCost() {
    String deep =
        "{ postsList(first: 1000) { items { author { posts(first: 1000) { items { id } } } } } }";

    assertThat(api.graphql(administrator, deep).at("/errors/0/code").asText())
        .isEqualTo("LimitExceededError");
  }
}
