package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.TestApi;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A plan that is kept answers each who asks as one made for him would. */
class PlannedQueriesTest {
  private static final String ROLES =
      """
      version: 1
      roles:
        Reader:
          tables:
            public.notes:
              read: {rule: {OR: [{owner: {id: {equals: __loggedInUserId}}}, {area: {equals: __claim.area}}]}}
            freehold.users: {read: {columns: [id]}}
        Other:
          tables:
            public.notes:
              read: {columns: [id, title]}
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private static TestApi api;
  private static String administrator;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    administrator = api.administrator("admin");
    api.database.execute(
        """
        create type mood as enum ('good', 'bad');
        create table notes (id int primary key, n int, title text, area text, mood mood, done boolean,
          tags text[], doc jsonb, owner_id uuid references freehold.users);
        insert into notes values
          (1, 1, 'a%', 'north', 'good', true, '{x}', '{"a": {"b": 1}}', null),
          (2, 2, 'aa', 'south', 'bad', false, '{y}', '{"a": {"b": 2}}', null),
          (3, 3, null, 'south', null, null, '{}', '{}', null);
        """);
    await()
        .until(() ->
            api.graphql(administrator, "{ notesList { count } }").at("/errors").isMissingNode());
    imported(ROLES);
    String profile = api.database.texts("select id from freehold.profiles").getFirst();
    api.graphql(
        administrator,
        "mutation { ruleClaimsSet(data: {profile: \"%s\", claims: [\"area\"]}) { profile } }"
            .formatted(profile));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static int kept() {
    return (int)
        api.server
            .getApplicationContext()
            .getBean(MeterRegistry.class)
            .counter("freehold.graphql.plans", "plan", "kept")
            .count();
  }

  private static Map<String, Object> variables(Object... pairs) {
    Map<String, Object> variables = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      variables.put((String) pairs[i], pairs[i + 1]);
    }
    return variables;
  }

  private static String ids(JsonNode answer) {
    assertThat(answer.at("/errors").isMissingNode()).as("%s", answer).isTrue();
    return answer.at("/data").findValuesAsText("id").toString();
  }

  private static String ids(String query, Object... variables) {
    return ids(api.graphql(administrator, query, variables(variables)));
  }

  /** Asks what is planned, then what is answered by that plan. */
  private static void same(
      String query, Map<String, Object> one, String first, Map<String, Object> other, String then) {
    assertThat(ids(api.graphql(administrator, query, one))).isEqualTo(first);
    int before = kept();
    assertThat(ids(api.graphql(administrator, query, other))).isEqualTo(then);
    assertThat(kept()).as("answered by the plan that was kept").isEqualTo(before + 1);
  }

  private static void different(
      String query, Map<String, Object> one, String first, Map<String, Object> other, String then) {
    assertThat(ids(api.graphql(administrator, query, one))).isEqualTo(first);
    int before = kept();
    assertThat(ids(api.graphql(administrator, query, other))).isEqualTo(then);
    assertThat(kept()).as("planned anew").isEqualTo(before);
  }

  @Test
  void takesOtherValuesOfKeysAndFilters() {
    same("query($k: ID!) { note(id: $k) { id } }", Map.of("k", 1), "[1]", Map.of("k", 2), "[2]");
    String all = "query($f: NoteFilter) { notesList(filter: $f) { items { id } } }";
    same(
        all,
        variables("f", Map.of("title", Map.of("contains", "%"))),
        "[1]",
        variables("f", Map.of("title", Map.of("contains", "A"))),
        "[1, 2]");
    same(
        all,
        variables("f", Map.of("OR", List.of(Map.of("id", Map.of("in", List.of(1)))))),
        "[1]",
        variables("f", Map.of("OR", List.of(Map.of("id", Map.of("in", List.of(2, 3)))))),
        "[2, 3]");
    same(
        all,
        variables("f", Map.of("mood", Map.of("equals", "good"), "tags", Map.of("has", "x"))),
        "[1]",
        variables("f", Map.of("mood", Map.of("equals", "bad"), "tags", Map.of("has", "y"))),
        "[2]");
    same(
        all,
        variables("f", Map.of("doc", Map.of("json_contains", Map.of("a", Map.of("b", 1))))),
        "[1]",
        variables("f", Map.of("doc", Map.of("json_contains", Map.of()))),
        "[1, 2, 3]");
    same(
        "query($t: String) { notesList(filter: {NOT: {title: {equals: $t}}}) { items { id } } }",
        variables("t", "aa"),
        "[1, 3]",
        variables("t", "a%"),
        "[2, 3]");
    same(
        "query($a: ID) { notesList(after: $a) { items { id } } }",
        variables("a", 1),
        "[2, 3]",
        variables("a", "2"),
        "[3]");
  }

  @Test
  void plansAnewWhatIsAnotherQuestion() {
    String all = "query($f: NoteFilter) { notesList(filter: $f) { items { id } } }";
    different(
        all,
        variables("f", Map.of("title", Map.of("starts_with", "a"))),
        "[1, 2]",
        variables("f", Map.of("title", Map.of("ends_with", "a"))),
        "[2]");
    different(
        all,
        variables("f", Map.of("title", variables("equals", "aa"))),
        "[2]",
        variables("f", Map.of("title", variables("equals", null))),
        "[3]");
    different(all, variables("f", null), "[1, 2, 3]", Map.of(), "[1, 2, 3]");
    different(
        all,
        variables("f", Map.of("title", Map.of("is_empty", true))),
        "[3]",
        variables("f", Map.of("title", Map.of("is_empty", false))),
        "[1, 2]");
    different(
        all,
        variables("f", Map.of("OR", List.of())),
        "[]",
        variables("f", Map.of("OR", List.of(Map.of("id", Map.of("gt", 0))))),
        "[1, 2, 3]");
    different(
        "query($n: Int) { notesList(first: $n) { items { id } } }",
        Map.of("n", 1),
        "[1]",
        Map.of("n", 2),
        "[1, 2]");
    different(
        "query($n: Int) { notesList(skip: $n) { items { id } } }",
        Map.of("n", 1),
        "[2, 3]",
        Map.of("n", 2),
        "[3]");
    different(
        "query($s: [NoteSort!]) { notesList(sort: $s) { items { id } } }",
        variables("s", List.of(Map.of("id", "ASC"))),
        "[1, 2, 3]",
        variables("s", List.of(Map.of("id", "DESC"))),
        "[3, 2, 1]");
    different(
        "query($s: Boolean!) { notesList { items { id @skip(if: $s) title } } }",
        Map.of("s", true),
        "[]",
        Map.of("s", false),
        "[1, 2, 3]");
    different(
        "query($x: Int) { notesList(filter: {n: {gte: $x}}, first: $x) { items { id } } }",
        Map.of("x", 1),
        "[1]",
        Map.of("x", 2),
        "[2, 3]");
  }

  @Test
  void plansAnewForVariablesInsideListsAndJson() {
    different(
        "query($a: ID!) { notesList(filter: {id: {in: [$a, 3]}}) { items { id } } }",
        variables("a", 1),
        "[1, 3]",
        variables("a", 2),
        "[2, 3]");
    different(
        "query($a: JSON) { notesList(filter: {doc: {json_contains: {a: {b: $a}}}}) { items { id } } }",
        variables("a", 1),
        "[1]",
        variables("a", 2),
        "[2]");
  }

  @Test
  void tellsOperationsOfOneDocumentApart() {
    String two =
        """
        query A($k: ID) { note(id: $k) { id } }
        query B($k: ID) { notesList(filter: {id: {gt: $k}}) { items { id } } }\
        """;
    assertThat(ids(named(two, "A"))).isEqualTo("[1]");
    assertThat(ids(named(two, "B"))).isEqualTo("[2, 3]");
  }

  private static JsonNode named(String query, String operation) {
    try {
      byte[] body =
          JSON.writeValueAsBytes(
              Map.of("query", query, "operationName", operation, "variables", Map.of("k", 1)));
      return JSON.readTree(
          api.post("/graphql", Map.of("authorization", "Bearer " + administrator), body).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void refusesValuesAsANewPlanWould() {
    String one = "query($k: ID!) { notesList(filter: {id: {equals: $k}}) { items { id } } }";
    JsonNode anew = api.graphql(administrator, one, Map.of("k", "x"));
    assertThat(ids(one, "k", 1)).isEqualTo("[1]");
    int before = kept();
    JsonNode byPlan = api.graphql(administrator, one, Map.of("k", "x"));

    assertThat(kept()).isEqualTo(before + 1);
    assertThat(byPlan.at("/errors/0/message")).isEqualTo(anew.at("/errors/0/message"));
    assertThat(byPlan.at("/errors/0/path")).isEqualTo(anew.at("/errors/0/path"));
    assertThat(byPlan.at("/errors/0/locations")).isEqualTo(anew.at("/errors/0/locations"));
    assertThat(byPlan.at("/errors/0/extensions/details"))
        .isEqualTo(anew.at("/errors/0/extensions/details"));
    assertThat(anew.at("/errors/0/extensions/code").asText()).isEqualTo("ValidationError");
  }

  @Test
  void countsWhatClientsHaveItRemember() {
    List<Object> shape =
        List.of(1, Map.of("query", List.of(Map.of("as", "x".repeat(100_000)))), "y".repeat(1_000));
    assertThat(new PlannedQueries.Key(null, null, shape).size()).isBetween(101_000, 102_000);
  }

  @Test
  void showsEachCallerHisOwn() {
    String own = "{ notesList { items { id } } user { id } }";
    String ada = reader("ada", Map.of());
    String bob = reader("bob", Map.of());
    api.database.execute(
        """
        update notes set owner_id = (select user_id from freehold.identities where subject = 'ada')
          where id = 1;
        update notes set owner_id = (select user_id from freehold.identities where subject = 'bob')
          where id = 2;
        """);
    String idOfAda = api.graphql(ada, "{ user { id } }").at("/data/user/id").asText();
    String idOfBob = api.graphql(bob, "{ user { id } }").at("/data/user/id").asText();

    assertThat(ids(api.graphql(withArea("ada", "none"), own))).isEqualTo("[1, " + idOfAda + "]");
    int before = kept();
    assertThat(ids(api.graphql(withArea("bob", "south"), own)))
        .isEqualTo("[2, 3, " + idOfBob + "]");
    assertThat(ids(api.graphql(withArea("ada", "north"), own))).isEqualTo("[1, " + idOfAda + "]");
    assertThat(kept()).isEqualTo(before + 2);
    // Without the claim the rule holds for nothing, not even for the owner, in every plan.
    assertThat(ids(api.graphql(ada, own))).isEqualTo("[" + idOfAda + "]");
    assertThat(ids(api.graphql(withArea("bob", List.of("south")), own)))
        .isEqualTo("[" + idOfBob + "]");
    assertThat(kept()).isEqualTo(before + 2);
    // And what was planned for somebody without it is not kept for those who have it.
    assertThat(ids(api.graphql(withArea("bob", "south"), own)))
        .isEqualTo("[2, 3, " + idOfBob + "]");
    assertThat(kept()).isEqualTo(before + 3);
  }

  @Test
  void forgetsPlansWhenPermissionsOrTablesChange() {
    String titles = "{ notesList(filter: {id: {equals: 1}}) { items { id title } } }";
    String cyd = user("cyd", Map.of());
    give("cyd", "Other");
    assertThat(ids(api.graphql(cyd, titles))).isEqualTo("[1]");
    assertThat(ids(api.graphql(cyd, titles))).isEqualTo("[1]");

    imported(ROLES.replace("columns: [id, title]", "columns: [id]"));
    assertThat(api.graphql(cyd, titles).at("/errors/0/extensions/code").asText())
        .isEqualTo("ValidationError");
    imported(ROLES.replace("columns: [id, title]", "columns: [id, title], rule: {id: {gt: 1}}"));
    assertThat(ids(api.graphql(cyd, titles))).isEqualTo("[]");
    imported(ROLES);
    assertThat(ids(api.graphql(cyd, titles))).isEqualTo("[1]");

    api.database.execute("alter table notes add column more int");
    await()
        .until(
            () -> ids(api.graphql(administrator, "{ notesList { items { id more } } }")) != null);
    assertThat(ids(api.graphql(cyd, titles))).isEqualTo("[1]");
  }

  private static String withArea(String subject, Object area) {
    return api.token(subject, Map.of("area", area));
  }

  private static String reader(String subject, Map<String, Object> claims) {
    String token = user(subject, claims);
    give(subject, "Reader");
    return token;
  }

  private static String user(String subject, Map<String, Object> claims) {
    String token = api.token(subject, claims);
    api.graphql(token, "{ user { id } }");
    return token;
  }

  private static void give(String subject, String role) {
    api.prepare(
        """
        insert into freehold.user_roles (user_id, role_id)
        select i.user_id, r.id from freehold.identities i, freehold.roles r
        where i.subject = '%s' and r.name = '%s' on conflict do nothing\
        """
            .formatted(subject, role));
  }

  private static void imported(String yaml) {
    JsonNode answer =
        api.graphql(
            administrator,
            "mutation($yaml: String!) { permissionsImport(yaml: $yaml) { applied } }",
            Map.of("yaml", yaml));
    assertThat(answer.at("/errors").isMissingNode()).as("%s", answer).isTrue();
  }
}
