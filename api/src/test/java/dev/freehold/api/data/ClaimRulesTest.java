package dev.freehold.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules and presets that ask for claims of the caller's token. */
class ClaimRulesTest {
  private static final String ROLES =
      """
      version: 1
      roles:
        Guest:
          tables:
            public.offices:
              read: {rule: {region: {equals: __claim.region}}}
            public.floors:
              read: {rule: {number: {in: __claim./app_metadata/floors}}}
            public.doors:
              read: {rule: {name: {starts_with: __claim.https://example.com/prefix}}}
              create: {columns: [id], presets: {name: __claim.region, level: __claim.level}}
            public.rooms:
              read: {rule: {NOT: {region: {equals: __claim.region}}}}
      """;

  private static TestApi api;
  private static String administrator;
  private static String profile;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    administrator = api.administrator("admin");
    api.database.execute(
        """
        create table offices (id int primary key, region text);
        create table floors (id int primary key, number int);
        create table doors (id int primary key, name text, level int);
        create table rooms (id int primary key, region text);
        insert into offices values (1, 'north'), (2, 'south'), (3, '5');
        insert into floors values (1, 1), (2, 2), (3, 3);
        insert into doors values (1, 'north-1', 1), (2, 'south-1', 1);
        insert into rooms values (1, 'north'), (2, 'south');
        """);
    await()
        .until(() ->
            api.graphql(administrator, "{ roomsList { count } }").at("/errors").isMissingNode());
    value(
        administrator,
        "mutation { permissionsImport(yaml: \"%s\") { applied } }"
            .formatted(ROLES.replace("\n", "\\n")));
    profile = api.database.texts("select id from freehold.profiles").getFirst();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void letRulesUseAllOfThem() {
    use("region", "/app_metadata/floors", "https://example.com/prefix", "level");
  }

  private static void use(String... claims) {
    set(claims);
  }

  private static JsonNode set(String... claims) {
    return api.graphql(
        administrator,
        "mutation { ruleClaimsSet(data: {profile: \"%s\", claims: [%s]}) { profile claims } }"
            .formatted(
                profile,
                List.of(claims).stream()
                    .map(claim -> '"' + claim + '"')
                    .reduce((one, other) -> one + ", " + other)
                    .orElse("")));
  }

  private static JsonNode value(String token, String query) {
    JsonNode answer = api.graphql(token, query);
    assertThat(answer.at("/errors").isMissingNode()).as("%s", answer).isTrue();
    return answer.get("data");
  }

  private static String ids(String token, String list) {
    return value(token, "{ " + list + " { items { id } } }")
        .at("/" + list + "/items")
        .findValuesAsText("id")
        .toString();
  }

  private static String with(String claim, Object value) {
    Map<String, Object> claims = new HashMap<>();
    claims.put(claim, value);
    return api.token("ada", claims);
  }

  @Test
  void letsThroughWhatTheClaimSays() {
    assertThat(ids(with("region", "north"), "officesList")).isEqualTo("[1]");
    // The same user and session: the token decides, not what is remembered of the user.
    assertThat(ids(with("region", "south"), "officesList")).isEqualTo("[2]");
    assertThat(ids(with("region", 5), "officesList")).isEqualTo("[3]");
    assertThat(ids(with("app_metadata", Map.of("floors", List.of(1, 3, 9))), "floorsList"))
        .isEqualTo("[1, 3]");
    assertThat(ids(with("https://example.com/prefix", "south-"), "doorsList")).isEqualTo("[2]");
    assertThat(ids(with("region", "north"), "roomsList")).isEqualTo("[2]");
  }

  @Test
  void letsNothingThroughWithoutTheClaimOrWithAnotherKind() {
    for (String list : List.of("officesList", "roomsList", "floorsList", "doorsList")) {
      assertThat(ids(with("other", "north"), list)).as(list).isEqualTo("[]");
      assertThat(ids(null, list)).as(list).isEqualTo("[]");
    }
    assertThat(ids(with("region", List.of("north")), "officesList")).isEqualTo("[]");
    assertThat(ids(with("region", List.of("north")), "roomsList")).isEqualTo("[]");
    assertThat(ids(with("region", Map.of("a", 1)), "roomsList")).isEqualTo("[]");
    assertThat(ids(with("region", " "), "roomsList")).isEqualTo("[]");
    assertThat(ids(with("https://example.com/prefix", ""), "doorsList")).isEqualTo("[]");
    assertThat(ids(with("app_metadata", Map.of("floors", 1)), "floorsList")).isEqualTo("[]");
    assertThat(ids(with("app_metadata", Map.of("floors", List.of("x"))), "floorsList"))
        .isEqualTo("[]");
    assertThat(ids(with("/app_metadata/floors", List.of(1)), "floorsList")).isEqualTo("[]");
  }

  @Test
  void usesNoClaimThatTheProfileDoesNotLetItUse() {
    String north = with("region", "north");
    use("level");
    assertThat(ids(north, "officesList")).isEqualTo("[]");
    use("region");
    assertThat(ids(north, "officesList")).isEqualTo("[1]");
    use();
    assertThat(ids(north, "roomsList")).isEqualTo("[]");
  }

  @Test
  void presetsWhatTheClaimSays() {
    String create = "mutation { doorCreate(data: {id: %d}) { __typename } }";
    value(api.token("ada", Map.of("region", "north", "level", 7)), create.formatted(10));
    assertThat(api.database.texts("select name || level from doors where id = 10"))
        .containsExactly("north7");
    for (Map<String, Object> claims :
        List.<Map<String, Object>>of(
            Map.of("region", "north"),
            Map.of("region", "north", "level", "high"),
            Map.of("region", "north", "level", List.of(7)))) {
      assertThat(
              api.graphql(api.token("ada", claims), create.formatted(11))
                  .at("/errors/0/code")
                  .asText())
          .isEqualTo("NotAuthorizedError");
    }
  }

  @Test
  void explainsWhatIsMissingAndWhatAClaimWouldDo() {
    value(with("region", "north"), "{ user { id } }");
    String user =
        api.database
            .texts("select user_id from freehold.identities where subject = 'ada'")
            .getFirst();
    String query =
        "{ explainAccess(user: \""
            + user
            + "\"%s, table: \"Office\", operation: READ, id: 1) { allowed reason } }";

    assertThat(value(administrator, query.formatted("")).at("/explainAccess/reason").asText())
        .contains("__claim.region");
    assertThat(
            value(administrator, query.formatted(", claims: {region: \"north\"}"))
                .at("/explainAccess/allowed")
                .asBoolean())
        .isTrue();
  }

  @Test
  void refusesClaimsThatUsersWrite() {
    for (String claim : List.of("nickname", "user_metadata", "/user_metadata/role", "/email", "")) {
      assertThat(set(claim).at("/errors/0/code").asText()).as(claim).isEqualTo("ValidationError");
    }
    assertThat(
            api.graphql(
                    with("region", "north"),
                    "mutation { ruleClaimsSet(data: {profile: \"%s\", claims: []}) { profile } }"
                        .formatted(profile))
                .at("/errors/0/code")
                .asText())
        .isEqualTo("NotAuthorizedError");
    assertThat(value(administrator, "{ ruleClaimsList { claims } }").toString())
        .isEqualTo(
            "{\"ruleClaimsList\":[{\"claims\":[\"/app_metadata/floors\",\"https://example.com/prefix\","
                + "\"level\",\"region\"]}]}");
  }

  @Test
  void refusesVariablesInLists() {
    String role =
        api.database.texts("select id from freehold.roles where name = 'Guest'").getFirst();
    assertThat(
            api.graphql(
                    administrator,
                    """
                    mutation { permissionSet(data: {role: "%s", table: "public.offices", action: DELETE,
                      rule: {region: {not_in: ["__loggedInUserEmail"]}}}) { problems } }
                    """
                        .formatted(role))
                .at("/errors/0/details/rule")
                .asText())
        .contains("variable");
  }
}
