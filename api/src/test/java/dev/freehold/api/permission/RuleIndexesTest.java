package dev.freehold.api.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rules whose columns have no index are listed. */
class RuleIndexesTest {
  private static final String ROLES =
      """
      version: 1
      roles:
        Reader:
          tables:
            public.books:
              read: {rule: {owner: {equals: __loggedInUserId}}}
              delete: {rule: {AND: [{owner: {equals: __loggedInUserId}}, {shelf: {equals: 1}}]}}
            public.shelves:
              read: {rule: {OR: [{id: {equals: 1}}, {floor: {in: [1, 2]}}]}}
            public.notes:
              read: {rule: {published: {equals: true}, NOT: {text: {equals: x}}}}
        Writer:
          tables:
            public.books:
              update: {rule: {owner: {equals: __loggedInUserId}}}
      """;

  private static TestApi api;
  private static String administrator;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    administrator = api.administrator("admin");
    api.database.execute(
        """
        create table books (id int primary key, owner uuid, shelf int, note text);
        create index on books (shelf, note);
        create index on books (owner) where shelf > 1;
        create table shelves (id int primary key, floor int);
        create table notes (id int primary key, published boolean, text text);
        """);
    await()
        .until(() ->
            api.graphql(administrator, "{ notesList { count } }").at("/errors").isMissingNode());
    assertThat(
            api.graphql(
                    administrator,
                    "mutation { permissionsImport(yaml: \"%s\") { applied } }"
                        .formatted(ROLES.replace("\n", "\\n")))
                .has("errors"))
        .isFalse();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (JsonNode problem :
        api.graphql(administrator, "{ catalogStatus { problems { code subject message remedy } } }")
            .at("/data/catalogStatus/problems")) {
      if (problem.get("code").asText().equals("unindexed_rule")) {
        problems.add(
            problem.get("subject").asText()
                + problem.get("message").asText().replaceAll(".*table:", "")
                + " | "
                + problem.get("remedy").asText());
      }
    }
    return problems;
  }

  @Test
  void listsThemUntilThereIsAnIndex() {
    assertThat(problems())
        .containsExactly(
            "public.books.owner Reader (read), Writer (update) | create index on \"public\".\"books\" (\"owner\")",
            "public.shelves.floor Reader (read) | create index on \"public\".\"shelves\" (\"floor\")");

    api.database.execute("create index on books (owner)");
    await()
        .untilAsserted(
            () -> assertThat(problems()).hasSize(1).first().asString().contains("shelves"));
  }
}
