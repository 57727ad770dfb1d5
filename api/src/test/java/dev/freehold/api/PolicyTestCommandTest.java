package dev.freehold.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A company's cases of who can do what, tried by the command. */
class PolicyTestCommandTest {
  private static final String ROLES =
      """
      version: 1
      roles:
        Editor:
          tables:
            public.posts:
              read: {}
              create: {columns: [id, title], check: {title: {not_equals: taken}}, presets: {owner: __loggedInUserId}}
              update: {columns: [title], rule: {owner: {equals: __loggedInUserId}}}
        Regional:
          tables:
            public.posts:
              read: {rule: {title: {equals: __claim.title}}}
        Guest:
          tables:
            public.posts:
              read: {columns: [id, title], rule: {published: {equals: true}}}
      """;

  private static TestApi api;
  private static String token;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    String administrator = api.administrator("admin");
    value(api.token("ada", "ada@example.com", true), "{ user { id } }");
    api.database.execute(
        """
        create table posts (id int primary key, title text unique, published boolean default false,
          owner uuid references freehold.users);
        insert into posts values (1, 'One', true, null),
          (2, 'Two', false, (select id from freehold.users where email = 'ada@example.com'));
        """);
    await()
        .until(() ->
            api.graphql(administrator, "{ postsList { count } }").at("/errors").isMissingNode());
    value(
        administrator,
        "mutation { permissionsImport(yaml: \"%s\") { applied } }"
            .formatted(ROLES.replace("\n", "\\n")));
    String role =
        api.database.texts("select id from freehold.roles where name = 'Administrator'").getFirst();
    token =
        value(
                administrator,
                "mutation { apiTokenCreate(data: {name: \"policies\", roles: [\"%s\"]}) { token } }"
                    .formatted(role))
            .at("/apiTokenCreate/token")
            .asText();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static JsonNode value(String bearer, String query) {
    JsonNode answer = api.graphql(bearer, query);
    assertThat(answer.at("/errors").isMissingNode()).as("%s", answer).isTrue();
    return answer.get("data");
  }

  private record Run(int status, String report) {}

  private Run run(String yaml, Map<String, String> more) throws IOException {
    Path file = Files.writeString(folder.resolve("cases.yaml"), yaml);
    Map<String, String> environment = new HashMap<>();
    environment.put("FREEHOLD_PUBLIC_URL", api.server.getURL().toString());
    environment.put("FREEHOLD_POLICY_TEST_TOKEN", token);
    environment.putAll(more);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int status =
        new PolicyTestCommand(environment, new PrintStream(out, true, StandardCharsets.UTF_8))
            .run(List.of(file.toString()));
    return new Run(
        status, out.toString(StandardCharsets.UTF_8).replace(file.toString(), "cases.yaml"));
  }

  private Run run(String yaml) throws IOException {
    return run(yaml, Map.of());
  }

  @Test
  void reportsCasesThatAreAsTheySay() throws IOException {
    Run run =
        run(
            """
            version: 1
            given:
              - {table: public.posts, data: {id: 3, title: Three, published: true}}
            cases:
              - name: Guests read what is published
                caller: guest
                can: read
                table: public.posts
                where: {published: {equals: true}}
                fields: [id, title]
              - {name: and nothing else, caller: guest, cannot: read, table: Post, where: {NOT: {published: {equals: true}}}}
              - {name: Ada changes her own, caller: {user: ada@example.com, roles: [Editor]}, can: update, table: Post, id: 2}
              - {name: and no other, caller: {user: ada@example.com, roles: [Editor]}, cannot: update, table: Post, key: {title: One}}
              - {name: as she is now not even that, caller: {user: ada@example.com}, cannot: update, table: Post, id: 2}
              - {name: Editors create, caller: {user: ada@example.com, roles: [Editor]}, can: create, table: Post, data: {id: 9, title: Nine}}
              - {name: but not so, caller: {user: ada@example.com, roles: [Editor]}, cannot: create, table: Post, data: {id: 9, title: taken}}
              - {name: nor that, caller: {user: ada@example.com, roles: [Editor]}, cannot: create, table: Post, data: {id: 9, published: true}}
              - {name: Claims count, caller: {roles: [Regional], claims: {title: One}}, can: read, table: Post, id: 1}
              - {name: those asked for, caller: {roles: [Regional], claims: {title: Two}}, cannot: read, table: Post, id: 1}
              - {name: Services are no users, caller: {apiToken: true, roles: [Editor]}, cannot: create, table: Post}
            """);

    assertThat(run.report())
        .isEqualTo(
            """
            passed  Guests read what is published (rows: 2)
            passed  and nothing else (rows: 1)
            passed  Ada changes her own (rows: 1)
            passed  and no other (rows: 1)
            passed  as she is now not even that (rows: 1)
            passed  Editors create
            passed  but not so
            passed  nor that
            passed  Claims count (rows: 1)
            passed  those asked for (rows: 1)
            passed  Services are no users
            cases.yaml: 11 passed, 0 failed
            """
                .replace("\n", System.lineSeparator()));
    assertThat(run.status()).isZero();
    assertThat(api.database.texts("select id from posts order by id")).containsExactly("1", "2");
  }

  @Test
  void tellsWhyACaseIsNotAsItSays() throws IOException {
    Run run =
        run(
            """
            version: 1
            cases:
              - {name: wrong, caller: guest, can: read, table: Post, id: 2}
              - {name: wrong too, caller: guest, cannot: read, table: Post, id: 1}
              - {name: other fields, caller: guest, can: read, table: Post, id: 1, fields: [id]}
              - {name: no row, caller: guest, cannot: read, table: Post, where: {title: {equals: Nosuch}}}
              - {name: refused data, caller: {user: ada@example.com, roles: [Editor]}, can: create, table: Post, data: {id: 9, title: taken}}
            """);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.report().lines())
        .containsExactly(
            "FAILED  wrong (rows: 1)",
            "        cases.yaml:3: is denied for {id=2}: No permission to read public.posts covers it:"
                + " Guest: rule.published.equals does not hold",
            "FAILED  wrong too (rows: 1)",
            "        cases.yaml:4: is allowed for {id=1}: Allowed by Guest",
            "FAILED  other fields (rows: 1)",
            "        cases.yaml:5: has the fields [id, title] in {id=1}",
            "FAILED  no row",
            "        cases.yaml:6: there is no such row, so that nothing is proved",
            "FAILED  refused data",
            "        cases.yaml:7: is denied: the data is refused, {permissions=You don't have permission"
                + " to perform this operation}",
            "cases.yaml: 0 passed, 5 failed");
  }

  @Test
  void triesNothingThatHasAFault() throws IOException {
    for (String fault :
        List.of(
            "{name: x, caller: {roles: [Nosuch]}, cannot: read, table: Post}",
            "{name: x, caller: {user: nobody@example.com}, cannot: read, table: Post}",
            "{name: x, caller: guest, cannot: read, table: Nosuch}",
            "{name: x, caller: guest, cannot: read, can: read, table: Post}",
            "{name: x, caller: guest, cannot: fly, table: Post}",
            "{name: x, caller: everybody, cannot: read, table: Post}",
            "{name: x, caller: guest, cannot: read, table: Post, ids: 1}")) {
      Run run = run("version: 1\ncases:\n  - " + fault + "\n");

      assertThat(run.status()).as(fault).isEqualTo(2);
      assertThat(run.report()).as(fault).contains("ValidationError", "line 3");
    }
  }

  @Test
  void isInTheAuditLogWhateverComesOfIt() throws IOException {
    List<String> before = audited();
    String deny =
        "  - {name: x, caller: {user: ada@example.com}, cannot: %s, table: Post, id: 2}\n";

    run("version: 1\ncases:\n" + deny.formatted("fly"));
    assertThat(audited()).isEqualTo(before);

    run("version: 1\ncases:\n" + deny.formatted("update") + deny.formatted("delete"));
    Run taken =
        run(
            "version: 1\ngiven:\n  - {table: public.posts, data: {id: 1}}\ncases:\n"
                + deny.formatted("read"));
    assertThat(taken.report()).contains("ValidationError", "line 3");
    assertThat(audited().subList(before.size(), audited().size()))
        .containsExactly(
            "permissions {\"cases\": 2, \"given\": 0, \"tables\": [\"public.posts\"]}",
            "permissions {\"cases\": 1, \"given\": 1, \"tables\": [\"public.posts\"]}");
  }

  private static List<String> audited() {
    return api.database.texts(
        "select target || ' ' || details from freehold.audit_log"
            + " where action = 'policy.test' and actor like 'apitoken %' order by id");
  }

  @Test
  void isForAdministrators() throws IOException {
    String yaml =
        "version: 1\ncases:\n  - {name: x, caller: guest, cannot: read, table: Post, id: 2}\n";
    Run run =
        run(yaml, Map.of("FREEHOLD_POLICY_TEST_TOKEN", api.token("ada", "ada@example.com", true)));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.report()).contains("NotAuthorizedError");
    assertThat(run(yaml, Map.of("FREEHOLD_POLICY_TEST_TOKEN", "")).report())
        .contains("Set FREEHOLD_POLICY_TEST_TOKEN");
  }
}
