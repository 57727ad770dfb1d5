package dev.freehold.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What callers may learn of their own rights, and administrators of everybody's. */
class AccessFieldsTest {
  private static final String ROLES =
      """
      version: 1
      roles:
        Reader:
          tables:
            public.notes:
              read: {columns: [id, title], rule: {published: {equals: true}}}
        Writer:
          tables:
            public.notes:
              read: {rule: {owner: {equals: __loggedInUserId}}}
              create: {columns: [title], presets: {owner: __loggedInUserId}}
              update:
                columns: [title]
                rule: {AND: [{owner: {equals: __loggedInUserId}}, {OR: [{published: {equals: false}}, {title: {is_empty: true}}]}]}
              delete: {rule: {owner: {equals: __loggedInUserId}}}
            public.labels:
              read: {}
        Guest:
          tables:
            public.notes:
              read: {columns: [id], rule: {published: {equals: true}}}
      """;
  private static final String DENIED = "{\"allowed\":false,\"fields\":[]}";

  private static TestApi api;
  private static String administrator;
  private static String ada;
  private static String adaId;
  private static String service;
  private static String serviceId;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    administrator = api.administrator("admin");
    ada = api.token("ada", "ada@example.com", true);
    api.graphql(ada, "{ user { id } }");
    api.database.execute(
        """
        create table notes (id int primary key, owner uuid references freehold.users, title text,
          secret text, published boolean not null);
        create table labels (note int references notes, name text, primary key (note, name));
        create table vaults (id int primary key, content text);
        create table ledgers (a int, b int, primary key (a, b));
        insert into notes select n, case when n < 3 then user_id end, 'note ' || n, 'x', n % 2 = 0
          from freehold.identities, generate_series(1, 4) n where subject = 'ada';
        insert into labels values (1, 'red');
        insert into vaults values (1, 'gold');
        """);
    await()
        .until(() ->
            api.graphql(administrator, "{ ledgersList { count } }").at("/errors").isMissingNode());
    value(
        administrator,
        "mutation { permissionsImport(yaml: \"%s\") { applied } }"
            .formatted(ROLES.replace("\n", "\\n")));
    api.prepare(
        """
        insert into freehold.user_roles (user_id, role_id)
        select i.user_id, r.id from freehold.identities i, freehold.roles r
        where i.subject = 'ada' and r.name in ('Reader', 'Writer')\
        """);
    adaId = value(ada, "{ user { id } }").at("/user/id").asText();
    String reader =
        api.database.texts("select id from freehold.roles where name = 'Reader'").getFirst();
    JsonNode made =
        value(
                administrator,
                "mutation { apiTokenCreate(data: {name: \"service\", roles: [\"%s\"]}) { token apiToken { id } } }"
                    .formatted(reader))
            .get("apiTokenCreate");
    service = made.get("token").asText();
    serviceId = made.at("/apiToken/id").asText();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static JsonNode value(String token, String query) {
    JsonNode answer = api.graphql(token, query);
    assertThat(answer.at("/errors").isMissingNode()).as("%s", answer).isTrue();
    return answer.get("data");
  }

  private static String can(String token, String arguments) {
    return value(token, "{ can(" + arguments + ") { allowed fields } }").get("can").toString();
  }

  private static JsonNode explain(String arguments) {
    return value(
            administrator,
            """
            { explainAccess(%s) { allowed reason rowFound
                steps { operation allowed roles { role permission covers problem rule sql check presets
                  clauses { path sql holds } } }
                fields { field allowed roles reason } } }
            """
                .formatted(arguments))
        .get("explainAccess");
  }

  private static String row(String operation, int id) {
    return "table: \"Note\", operation: " + operation + ", id: " + id;
  }

  @Test
  void tellsWhatShowsOfARowCellByCell() {
    assertThat(can(ada, row("READ", 4)))
        .isEqualTo("{\"allowed\":true,\"fields\":[\"id\",\"title\"]}");
    assertThat(can(ada, row("READ", 1)))
        .isEqualTo(
            "{\"allowed\":true,\"fields\":[\"id\",\"owner\",\"title\",\"secret\",\"published\","
                + "\"labels\",\"ownerUser\"]}");
    assertThat(can(null, row("READ", 2))).isEqualTo("{\"allowed\":true,\"fields\":[\"id\"]}");
    assertThat(can(service, row("READ", 2)))
        .isEqualTo("{\"allowed\":true,\"fields\":[\"id\",\"title\"]}");
  }

  @Test
  void answersAlikeForWhatIsDeniedAndWhatIsNotThere() {
    for (String operation : List.of("READ", "UPDATE", "DELETE")) {
      for (String what :
          List.of(
              row(operation, 3),
              row(operation, 333),
              "id: \"no number\", table: \"Note\", operation: " + operation,
              "id: 1, table: \"Vault\", operation: " + operation,
              "id: 1, table: \"Ledger\", operation: " + operation,
              "id: 1, table: \"Nosuch\", operation: " + operation,
              "id: 1, table: \"freehold.roles\", operation: " + operation,
              "key: {secret: \"x\"}, table: \"Nosuch\", operation: " + operation,
              "table: \"public.vaults\", operation: " + operation)) {
        assertThat(can(ada, what)).as(what).isEqualTo(DENIED);
      }
      assertThat(can(service, "key: {secret: \"x\"}, table: \"Note\", operation: " + operation))
          .isEqualTo(DENIED);
    }
    String refusal = "{ can(table: \"%s\", operation: READ, key: [1]) { allowed } }";
    assertThat(api.graphql(ada, refusal.formatted("Vault")).get("errors").get(0).get("details"))
        .isEqualTo(
            api.graphql(ada, refusal.formatted("Nosuch")).get("errors").get(0).get("details"));
  }

  @Test
  void tellsWhatMayBeWritten() {
    String title = "{\"allowed\":true,\"fields\":[\"title\"]}";
    assertThat(can(ada, row("UPDATE", 1))).isEqualTo(title);
    assertThat(can(ada, row("UPDATE", 2))).isEqualTo(DENIED);
    assertThat(can(ada, row("UPDATE", 4))).isEqualTo(DENIED);
    assertThat(can(ada, row("DELETE", 2))).isEqualTo("{\"allowed\":true,\"fields\":[]}");
    assertThat(can(ada, "table: \"public.notes\", operation: CREATE")).isEqualTo(title);
    assertThat(can(ada, "table: \"Note\", operation: UPDATE")).isEqualTo(title);
    assertThat(can(null, "table: \"Note\", operation: CREATE")).isEqualTo(DENIED);
    assertThat(can(administrator, row("UPDATE", 4)))
        .isEqualTo(
            "{\"allowed\":true,\"fields\":[\"owner\",\"title\",\"secret\",\"published\",\"labels\",\"ownerUser\"]}");
    assertThat(can(ada, "table: \"Label\", operation: READ, key: {note: 1, name: \"red\"}"))
        .contains("true");
    assertThat(can(ada, "table: \"Label\", operation: READ, key: {note: 1, name: \"blue\"}"))
        .isEqualTo(DENIED);
  }

  @Test
  void tellsOfUsersWhatTheirOwnOperationsDo() {
    String self = "table: \"User\", operation: UPDATE, id: \"" + adaId + "\"";
    assertThat(can(ada, self)).contains("true", "firstName").doesNotContain("status", "email");
    assertThat(can(administrator, self)).contains("true", "status");
    assertThat(can(service, self)).isEqualTo(DENIED);
    assertThat(can(administrator, self.replace("UPDATE", "DELETE"))).isEqualTo(DENIED);
    assertThat(explain("user: \"" + adaId + "\", " + self).get("allowed").asBoolean()).isTrue();
  }

  @Test
  void explainsWhichClauseFailed() {
    JsonNode explanation = explain("user: \"" + adaId + "\", " + row("UPDATE", 2));

    assertThat(explanation.get("allowed").asBoolean()).isFalse();
    assertThat(explanation.get("reason").asText())
        .isEqualTo(
            "No permission to update public.notes covers it: Writer:"
                + " rule.AND.1.OR.0.published.equals, rule.AND.1.OR.1.title.is_empty does not hold");
    JsonNode writer = explanation.at("/steps/1/roles/0");
    assertThat(writer.get("sql").asText())
        .isEqualTo(
            ("((t0.\"owner\" = cast('%s' as uuid)) and ((t0.\"published\" = cast('false' as bool))"
                    + " or (coalesce(t0.\"title\", '') = '')))")
                .formatted(adaId));
    assertThat(writer.at("/clauses/0").toString())
        .isEqualTo(
            "{\"path\":\"rule.AND.0.owner.equals\",\"sql\":\"(t0.\\\"owner\\\" = cast('%s' as uuid))\",\"holds\":true}"
                .formatted(adaId));
    assertThat(explanation.at("/steps/1/roles/1/permission").asBoolean()).isFalse();
    assertThat(explanation.at("/steps/0/allowed").asBoolean()).isTrue();
  }

  @Test
  void explainsCellByCell() {
    JsonNode explanation = explain("user: \"" + adaId + "\", " + row("READ", 4));

    assertThat(explanation.get("reason").asText()).isEqualTo("Allowed by Guest, Reader");
    assertThat(explanation.at("/fields/2").toString())
        .isEqualTo(
            "{\"field\":\"title\",\"allowed\":true,\"roles\":[\"Reader\",\"Writer\"],\"reason\":null}");
    assertThat(explanation.at("/fields/3/reason").asText())
        .isEqualTo("the permissions that name it do not cover the row");
    assertThat(
            explain("apiToken: \"" + serviceId + "\", " + row("READ", 4))
                .at("/fields/3/reason")
                .asText())
        .isEqualTo("no role's permission names it");
  }

  @Test
  void explainsWhatIsMissing() {
    assertThat(explain(row("READ", 1)).get("reason").asText())
        .isEqualTo(
            "No permission to read public.notes covers it: Guest: rule.published.equals does not hold");
    assertThat(explain(row("DELETE", 2)).get("reason").asText())
        .isEqualTo("No role of [Guest] has a permission to delete public.notes");
    assertThat(explain("user: \"" + adaId + "\", " + row("READ", 333)).get("reason").asText())
        .isEqualTo("There is no such row");
    assertThat(explain("table: \"Vault\", operation: CREATE").get("reason").asText())
        .contains("No role of [Guest]");
  }

  @Test
  void explainsThatADisabledUserDoesNotComeIn() {
    api.graphql(api.token("gone", "gone@example.com", true), "{ user { id } }");
    api.prepare(
        """
        insert into freehold.user_roles (user_id, role_id)
        select u.id, r.id from freehold.users u, freehold.roles r
        where u.email = 'gone@example.com' and r.name = 'Administrator';
        update freehold.users set status = 'DISABLED' where email = 'gone@example.com'\
        """);
    String gone =
        api.database
            .texts("select id from freehold.users where email = 'gone@example.com'")
            .getFirst();

    JsonNode explanation = explain("user: \"" + gone + "\", " + row("READ", 1));

    assertThat(explanation.get("allowed").asBoolean()).isFalse();
    assertThat(explanation.get("reason").asText()).contains("disabled");
  }

  @Test
  void explainsWhatCanSays() {
    Map<String, String> callers = new LinkedHashMap<>();
    callers.put("user: \"" + adaId + "\"", ada);
    callers.put("apiToken: \"" + serviceId + "\"", service);
    callers.put("apiToken: null", null);
    List<String> questions = new ArrayList<>();
    for (String operation : List.of("READ", "CREATE", "UPDATE", "DELETE")) {
      for (int id = 0; id < 5; id++) {
        questions.add(row(operation, id));
      }
      for (String table : List.of("Note", "Label", "Vault", "User")) {
        questions.add("table: \"" + table + "\", operation: " + operation);
      }
    }

    callers.forEach((who, token) -> {
      for (String question : questions) {
        JsonNode explanation = explain(who + ", " + question);
        List<String> fields = new ArrayList<>();
        if (explanation.get("allowed").asBoolean()) {
          explanation
              .get("fields")
              .forEach(field -> {
                if (field.get("allowed").asBoolean()
                    && !(question.contains("UPDATE") && field.get("field").asText().equals("id"))) {
                  fields.add('"' + field.get("field").asText() + '"');
                }
              });
        }
        assertThat(can(token, question))
            .as(who + " " + question + " " + explanation)
            .isEqualTo(
                "{\"allowed\":%s,\"fields\":[%s]}"
                    .formatted(explanation.get("allowed"), String.join(",", fields)));
      }
    });
  }

  @Test
  void explainsToAdministratorsOnly() {
    String query =
        "{ explainAccess(user: \"%s\", %s) { allowed } }".formatted(adaId, row("READ", 1));
    for (String token : new String[] {null, ada, service}) {
      assertThat(api.graphql(token, query).at("/errors/0/code").asText())
          .isEqualTo("NotAuthorizedError");
    }
  }

  @Test
  void refusesAnAdministratorWhoNarrowedHimself() {
    String query = "{ explainAccess(table: \\\"Note\\\", operation: READ) { allowed } }";
    assertThat(
            api.post(
                    "/graphql",
                    Map.of("authorization", "Bearer " + administrator, "x-freehold-role", "Guest"),
                    ("{\"query\": \"" + query + "\"}").getBytes(StandardCharsets.UTF_8))
                .body())
        .contains("NotAuthorizedError");
  }
}
