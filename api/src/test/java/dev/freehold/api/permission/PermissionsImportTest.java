package dev.freehold.api.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.TestApi;
import dev.freehold.api.access.Caller;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Permissions as code, over HTTP. */
class PermissionsImportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String EDITORS =
      """
      version: 1
      roles:
        Editor:
          description: Writes posts
          tables:
            public.posts:
              read:
                rule: {OR: [{published: {equals: true}}, {author: {id: {equals: __loggedInUserId}}}]}
                limits: {rows: 100, depth: 2, aggregates: false}
              create:
                columns: [title, body]
                presets: {author_id: __loggedInUserId, published: false}
                check: {published: {equals: false}}
              update:
                columns: [title, body]
                relations: [author]
                rule: {price: {lt: 12.50}}
            freehold.users:
              read: {columns: [id, department]}
        Guest:
          tables:
            public.published_posts:
              read:
      """;

  private static TestApi api;
  private static EmbeddedServer other;
  private static String administrator;

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
  void empty() {
    api.prepare(
        "delete from freehold.roles where not built_in; delete from freehold.permissions;"
            + " delete from freehold.rule_claims");
  }

  private static JsonNode take(String yaml, String more) {
    String text;
    try {
      text = JSON.writeValueAsString(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return api.graphql(
        administrator,
        "mutation { permissionsImport(yaml: %s %s) { applied changes { role table action effect text } } }"
            .formatted(text, more));
  }

  private static List<String> texts(JsonNode answer) {
    assertThat(answer.path("errors")).isEmpty();
    return answer.at("/data/permissionsImport/changes").findValuesAsText("text");
  }

  private static boolean applied(JsonNode answer) {
    return answer.at("/data/permissionsImport/applied").booleanValue();
  }

  private static String export() {
    return api.graphql(administrator, "{ permissionsExport }")
        .at("/data/permissionsExport")
        .textValue();
  }

  private static List<String> stored() {
    return api.database.texts(
        "select r.name || ' ' || p.table_name || ' ' || p.action from freehold.permissions p"
            + " join freehold.roles r on r.id = p.role_id order by 1");
  }

  private static List<String> storedWhole() {
    return api.database.texts(
        "select r.name || r.description || to_jsonb(p) - 'role_id' - 'updated_at'"
            + " from freehold.permissions p join freehold.roles r on r.id = p.role_id order by 1");
  }

  @Test
  void isInForceOnBothNodes() {
    assertThat(applied(take(EDITORS, ""))).isTrue();
    assertThat(stored())
        .containsExactly(
            "Editor posts CREATE",
            "Editor posts READ",
            "Editor posts UPDATE",
            "Editor users READ",
            "Guest published_posts READ");
    Caller editor = new Caller.ApiToken(UUID.randomUUID(), "job", Set.of("Editor"));
    for (EmbeddedServer node : List.of(api.server, other)) {
      Permissions permissions = node.getApplicationContext().getBean(Permissions.class);
      await()
          .atMost(Duration.ofSeconds(1))
          .until(() -> permissions.of(editor).allows(CompanyTables.POSTS, Action.CREATE));
    }
  }

  @Test
  void exportIsTakenBackWithoutAChange() {
    take(EDITORS, "");
    List<String> before = storedWhole();
    String text = export();
    assertThat(text).startsWith("version: 1\nroles:\n").doesNotContain("Administrator");
    JsonNode same = take(text, ", prune: true");
    assertThat(texts(same)).isEmpty();
    assertThat(applied(same)).isFalse();
    assertThat(export()).isEqualTo(text);

    empty();
    assertThat(applied(take(text, ""))).isTrue();
    assertThat(storedWhole()).isEqualTo(before);
    assertThat(export()).isEqualTo(text);
  }

  @Test
  void dryRunTellsAndChangesNothing() {
    JsonNode dry = take(EDITORS, ", dryRun: true");
    assertThat(applied(dry)).isFalse();
    assertThat(stored()).isEmpty();
    assertThat(api.database.texts("select 1 from freehold.roles where name = 'Editor'")).isEmpty();
    assertThat(texts(dry)).isEqualTo(texts(take(EDITORS, "")));
  }

  @Test
  void saysInWordsWhoGainsAndLosesWhat() {
    assertThat(texts(take(EDITORS, "")))
        .contains(
            "The role Editor is made",
            "Editor (0 users) gains: read freehold.users: department, id, all rows",
            "Guest (everybody without a user) gains: read public.published_posts: all fields, all rows");
    String token = api.token("editor", "editor@example.com", true);
    String user = api.graphql(token, "{ user { id } }").at("/data/user/id").textValue();
    api.prepare(
        "insert into freehold.user_roles (user_id, role_id) select '%s', id from freehold.roles where name = 'Editor'"
            .formatted(user));
    JsonNode changed =
        take(
            """
            version: 1
            roles:
              Editor:
                tables:
                  public.posts:
                    update: {columns: [title, published], relations: [author]}
            """,
            "");
    assertThat(texts(changed))
        .containsExactly(
            "Editor (1 user) gains: update public.posts: columns published",
            "Editor (1 user) loses: update public.posts: columns body",
            "Editor (1 user) gains: update public.posts: all rows, not only those where"
                + " {\"price\":{\"lt\":12.5}}");
    assertThat(changed.at("/data/permissionsImport/changes").findValuesAsText("effect"))
        .containsExactly("GAINS", "LOSES", "GAINS");
    // What the text does not name stays.
    assertThat(stored()).hasSize(5);
  }

  @Test
  void onlyPruningRemoves() {
    take(EDITORS, "");
    String less =
        """
        version: 1
        roles:
          Editor:
            tables:
              public.posts:
                create:
                  columns: [title, body]
                  presets: {author_id: __loggedInUserId, published: false}
                  check: {published: {equals: false}}
        """;
    assertThat(texts(take(less, ""))).isEmpty();
    assertThat(texts(take(less, ", prune: true, dryRun: true")))
        .hasSize(3)
        .allMatch(text -> text.startsWith("Editor (0 users) loses: "));
    assertThat(stored()).hasSize(5);
    assertThat(applied(take(less, ", prune: true"))).isTrue();
    // Guest is not named.
    assertThat(stored()).containsExactly("Editor posts CREATE", "Guest published_posts READ");
    assertThat(
            api.database.texts(
                "select 1 from freehold.audit_log where action = 'permission.remove'"
                    + " and details->>'role' = 'Editor'"))
        .hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version: 2;roles: {}|yaml|version: 1",
        "version: 1|yaml|has no roles",
        "version: 1;claims: [a];roles: {}|claims|line 2: must be a mapping",
        "version: 1;claims: {Default: region};roles: {}|claims/Default|line 2: must be a list",
        "version: 1;claims: {Nobody: [region]};roles: {}|claims/Nobody|line 2: There is no profile",
        "version: 1;claims: {Default: [a, nickname]};roles: {}|claims/Default/1|Users write nickname",
        "version: 1;claims: {Default: [a, a]};roles: {}|claims/Default/1|twice",
        "version: 1;claims: {Default: [a, '']};roles: {}|claims/Default/1|1 to 200 characters",
        "version: 1;claims: {Default: [a]};roles:;  Guest:;    description: Nobody|roles/Guest|built in",
        "version: 1;roles: [];|roles|line 2",
        "version: 1;roles:;  A:;    table: {}|roles/A/table|line 4: is not known here",
        "version: 1;roles:;  A:;    tables:;      public.nothing:;        read:|roles/A/tables/public.nothing|There is no table",
        "version: 1;roles:;  A:;    tables:;      public.posts:;        see:|roles/A/tables/public.posts/see|line 6",
        "version: 1;roles:;  A:;    tables:;      public.posts:;        read:;          columns:;            - title;            - nothing|roles/A/tables/public.posts/read/columns/1|line 9: There is no column nothing",
        "version: 1;roles:;  A:;    tables:;      public.posts:;        read:;          columns: [title, title]|roles/A/tables/public.posts/read/columns/1|twice",
        "version: 1;roles:;  A:;    tables:;      public.posts:;        read:;          columns:|roles/A/tables/public.posts/read/columns|must be a list",
        "version: 1;roles:;  A:;    tables:;      public.posts:;        read:;          rule:|roles/A/tables/public.posts/read/rule|must be a mapping",
        "version: 1;roles:;  A:;    tables:;      public.posts:;        update:;          presets: {nothing: 1}|roles/A/tables/public.posts/update/presets/nothing|line 7",
        "version: 1;roles:;  A:;    tables:;      public.posts:;        read:;          limits: {rows: many}|roles/A/tables/public.posts/read/limits/rows|whole number",
        "version: 1;roles:;  A:;    tables:;      freehold.users:;        update:|roles/A/tables/freehold.users/update|Name the columns",
        "version: 1;roles:;  A:;  A:|roles/A|twice",
        "version: 1;roles:;  A:;  a:|roles/a|case only",
        "version: 1;roles:;  GUEST:|roles/GUEST|case only",
        "version: 1;roles:;  Administrator:;    tables:;      public.posts:;        read:|roles/Administrator/tables/public.posts/read|everything already",
        "version: 1;roles:;  Guest:;    description: Nobody|roles/Guest|built in",
        "version: 1;roles:;  ' A':|roles/ A|no name",
      })
  void refusesTheWholeNamingLineAndPath(String yaml, String path, String text) {
    // What comes before the fault is not applied either.
    String whole =
        yaml.replace(';', '\n')
            .replace("roles:\n", "roles:\n  Before:\n    tables: {public.posts: {read: }}\n");
    JsonNode answer = take(whole, "");
    assertThat(answer.at("/errors/0/code").textValue()).isEqualTo("ValidationError");
    JsonNode details = answer.at("/errors/0/details");
    assertThat(details.path(path).asText())
        .describedAs(answer.toString())
        .contains(shifted(text, yaml));
    assertThat(stored()).isEmpty();
    assertThat(api.database.texts("select 1 from freehold.roles where not built_in")).isEmpty();
    assertThat(ruleClaims()).isEmpty();
  }

  @Test
  void refusesMoreClaimsThanThereMayBe() {
    String text = "version: 1\nclaims: {Default: [%s]}\nroles: {}";
    List<String> names = IntStream.range(0, 51).mapToObj(number -> "c" + number).toList();
    JsonNode refused = take(text.formatted(String.join(", ", names)), "");
    assertThat(refused.at("/errors/0/details").path("claims/Default").asText()).contains("50");
    assertThat(ruleClaims()).isEmpty();

    assertThat(applied(take(text.formatted(String.join(", ", names.subList(0, 50))), ""))).isTrue();
    assertThat(ruleClaims()).hasSize(50);
  }

  /** The lines after the two that were put before. */
  private static String shifted(String text, String yaml) {
    if (!text.startsWith("line ") || !yaml.contains("roles:;")) {
      return text;
    }
    String number = text.substring(5).split("\\D", 2)[0];
    return "line " + (Integer.parseInt(number) + 2) + text.substring(5 + number.length());
  }

  @Test
  void takesTheClaimsThatRulesMayUseByTheProfilesName() {
    String text =
        """
        version: 1
        claims:
          Default:
          - /app_metadata/tenant
          - region
        roles:
          Reader:
            tables:
              public.posts:
                read:
                  rule:
                    title:
                      equals: __claim.region
        """;
    api.prepare(
        "insert into freehold.rule_claims select id, 'old' from freehold.profiles where name = 'Default'");
    String gains =
        "The profile Default gains: rules may use the claims /app_metadata/tenant, region";
    assertThat(texts(take(text, ", dryRun: true")))
        .startsWith(gains, "The profile Default loses: rules may use the claims old");
    assertThat(ruleClaims()).containsExactly("old");

    assertThat(applied(take(text, ""))).isTrue();

    assertThat(ruleClaims()).containsExactly("/app_metadata/tenant", "region");
    assertThat(export()).startsWith(text.substring(0, text.indexOf("roles:")));
    List<String> audited = auditedClaims();
    assertThat(audited.getLast()).isEqualTo("[\"/app_metadata/tenant\", \"region\"]");
    assertThat(texts(take(text, ""))).isEmpty();
    // A profile that is not named keeps its own.
    take("version: 1\nroles: {}", ", prune: true");
    assertThat(ruleClaims()).hasSize(2);
    assertThat(texts(take("version: 1\nclaims: {Default: []}\nroles: {}", ""))).hasSize(1);
    assertThat(ruleClaims()).isEmpty();
    // Only what changed something is in it.
    assertThat(auditedClaims())
        .containsExactlyElementsOf(Stream.concat(audited.stream(), Stream.of("[]")).toList());
  }

  private static List<String> auditedClaims() {
    return api.database.texts(
        "select details->>'names' from freehold.audit_log"
            + " where action = 'permission.claims' order by id");
  }

  private static List<String> ruleClaims() {
    return api.database.texts("select claim from freehold.rule_claims order by 1");
  }

  @Test
  void allFaultsAreToldAtOnce() {
    JsonNode details =
        take(
                """
                version: 1
                roles:
                  A:
                    tables:
                      public.posts:
                        read: {columns: [one, two]}
                        delete: {check: {title: {equals: x}}}
                """,
                "")
            .at("/errors/0/details");
    assertThat(details.size()).isEqualTo(3);
  }

  @Test
  void importsAtOnceLeaveOneOfThem() throws Exception {
    List<Callable<JsonNode>> imports = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String column = i % 2 == 0 ? "title" : "body";
      imports.add(() ->
          take(
              """
              version: 1
              roles:
                Raced:
                  tables:
                    public.posts:
                      read: {columns: [%s]}
                      update: {columns: [%s]}
              """
                  .formatted(column, column),
              ", prune: true"));
    }
    try (ExecutorService all = Executors.newFixedThreadPool(6)) {
      for (Future<JsonNode> answer : all.invokeAll(imports)) {
        assertThat(answer.get().path("errors")).isEmpty();
      }
    }
    assertThat(
            api.database.texts(
                "select distinct columns::text from freehold.permissions p join freehold.roles r"
                    + " on r.id = p.role_id where r.name = 'Raced'"))
        .hasSize(1);
    assertThat(stored()).containsExactly("Raced posts READ", "Raced posts UPDATE");
  }
}
