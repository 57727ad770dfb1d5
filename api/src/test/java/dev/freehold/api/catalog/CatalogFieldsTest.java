package dev.freehold.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators see and decide, over HTTP. */
class CatalogFieldsTest {
  private static TestApi api;
  private static String administrator;
  private static String user;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    administrator = api.administrator("catalog-administrator");
    user = api.token("somebody", "somebody@example.com", true);
    api.database.execute(
        """
        create type mood as enum ('good', 'so so');
        create table authors (id uuid primary key references freehold.users, pen_name text);
        create table posts (id bigint generated always as identity primary key,
          author_id uuid not null references authors, title varchar(100) not null default 'Untitled',
          mood mood, price money, deleted_at timestamptz);
        create table roles (id int primary key);
        comment on column posts.title is 'What it is called';
        """);
    await().until(() -> tables(api.server).size() == 4);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ catalogStatus { version } }",
        "{ tablesList { count } }",
        "mutation { tableSettingsUpdate(data: {name: \"posts\", exposed: false}) { name } }",
        "mutation { tableSettingsDelete(name: \"posts\") { success } }"
      })
  void isForAdministratorsOnly(String operation) {
    for (String token : new String[] {null, user}) {
      assertThat(api.graphql(token, operation).at("/errors/0/code").asText())
          .isEqualTo("NotAuthorizedError");
    }
  }

  @Test
  void tellsWhatIsWrong() {
    JsonNode status =
        ask("{ catalogStatus { version loadedAt told failure tables problems { code subject message"
                + " remedy } } }")
            .at("/data/catalogStatus");
    assertThat(status.at("/version").asLong()).isPositive();
    assertThat(status.at("/told").asBoolean()).isTrue();
    assertThat(status.at("/failure").isNull()).isTrue();
    assertThat(status.at("/tables").asInt()).isEqualTo(4);
    assertThat(status.at("/problems").findValuesAsText("code"))
        .containsExactly("unindexed_relation", "unsupported_type", "name_clash");
    assertThat(status.at("/problems").findValuesAsText("subject"))
        .containsExactly("public.posts.author_id", "public.posts.price", "public.roles");
  }

  @Test
  void listsTables() {
    JsonNode items =
        ask("""
        { tablesList { count items { schema name kind exposed type one list plural
          columns { name field type sqlType array nullable hasDefault generation description
            values }
          keys { name primary columns }
          relations { field targetSchema targetName toMany nullable indexed constraint side
            throughName } } } }\
        """)
            .at("/data/tablesList/items");
    assertThat(items.findValuesAsText("list"))
        .containsExactly("usersList", "authorsList", "postsList", "publicRolesList");
    JsonNode posts = items.get(2);
    assertThat(posts.at("/columns").findValuesAsText("field"))
        .containsExactly("id", "authorId", "title", "mood", "deletedAt");
    assertThat(posts.at("/columns/0/type").asText()).isEqualTo("ID");
    assertThat(posts.at("/columns/2/description").asText()).isEqualTo("What it is called");
    assertThat(posts.at("/columns/3/values/1").asText()).isEqualTo("so_so");
    assertThat(posts.at("/relations/0/side").asText()).isEqualTo("REFERENCING");
    assertThat(items.at("/0/relations/0/field").asText()).isEqualTo("author");
  }

  @Test
  void aSettingHoldsOnEveryNodeAndIsRecorded() {
    try (EmbeddedServer other = api.anotherNode(Map.of())) {
      JsonNode answer =
          ask(
              """
              mutation { tableSettingsUpdate(data: {name: "posts", one: "entry",
                softDelete: "deleted_at", fields: [{column: "title", field: "heading"}],
                relations: [{constraint: "posts_author_id_fkey", side: REFERENCING,
                  field: "writer"}]})
                { exposed one plural softDelete fields { column field } relations { field } } }\
              """);
      assertThat(answer.at("/data/tableSettingsUpdate/fields/0/field").asText())
          .isEqualTo("heading");
      Table posts = posts(api.server);
      assertThat(posts.names().list()).isEqualTo("entriesList");
      assertThat(posts.softDelete().timed()).isTrue();
      assertThat(posts.field("heading")).isPresent();
      assertThat(posts.relation("writer")).isPresent();
      await().until(() -> posts(other).names().one().equals("entry"));

      ask(
          """
          mutation { tableSettingsUpdate(data: {name: "posts", one: null,
            fields: [{column: "title", field: null}]}) { one } }\
          """);
      assertThat(posts(api.server).names().one()).isEqualTo("post");
      assertThat(posts(api.server).field("title")).isPresent();
      assertThat(posts(api.server).softDelete()).isNotNull();
      await().until(() -> posts(other).names().one().equals("post"));
    } finally {
      ask("mutation { tableSettingsDelete(name: \"posts\") { success } }");
    }
    assertThat(posts(api.server).softDelete()).isNull();
    assertThat(
            api.database.texts(
                """
                select action || ' ' || target from freehold.audit_log
                where action like 'table.%' order by id\
                """))
        .containsSubsequence(
            "table.settings.update table public.posts",
            "table.settings.update table public.posts",
            "table.settings.delete table public.posts");
  }

  @Test
  void whatIsNotExposedIsNotInTheCatalogAndStaysListed() {
    ask("mutation { tableSettingsUpdate(data: {name: \"roles\", exposed: false}) { name } }");
    try {
      assertThat(tables(api.server)).doesNotContainKey("roles");
      JsonNode items = ask("{ tablesList { items { name exposed type } } }").at("/data/tablesList");
      assertThat(items.at("/items/3/name").asText()).isEqualTo("roles");
      assertThat(items.at("/items/3/exposed").asBoolean()).isFalse();
      assertThat(items.at("/items/3/type").isNull()).isTrue();
    } finally {
      ask("mutation { tableSettingsUpdate(data: {name: \"roles\", exposed: true}) { name } }");
    }
    assertThat(tables(api.server)).containsKey("roles");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: \"nothing\", exposed: false}",
        "{name: \"posts\", one: \"9lives\"}",
        "{name: \"posts\", one: \"__post\"}",
        "{name: \"posts\", one: \"author\"}",
        "{name: \"posts\", one: \"user\", plural: \"members\"}",
        "{name: \"posts\", one: \"apiToken\"}",
        "{name: \"posts\", softDelete: \"title\"}",
        "{name: \"posts\", softDelete: \"nothing\"}",
        "{name: \"posts\", fields: [{column: \"title\", field: \"a b\"}]}",
        "{name: \"posts\", fields: [{column: \"title\", field: \"mood\"}]}",
        "{name: \"posts\", fields: [{column: \"nothing\", field: \"x\"}]}",
        "{name: \"posts\", relations: [{constraint: \"posts_author_id_fkey\", side: REFERENCING,"
            + " field: \"title\"}]}",
        "{name: \"posts\", relations: [{constraint: \"nothing\", side: REFERENCING, field: \"x\"}]}",
        "{schema: \"freehold\", name: \"users\", one: \"member\"}",
        "{schema: \"freehold\", name: \"identities\", exposed: true}",
        "{schema: \"freehold\", name: \"users\", fields: [{column: \"email\", field: \"mail\"}]}"
      })
  void aSettingThatCannotBeFollowedIsRefused(String data) {
    JsonNode answer = ask("mutation { tableSettingsUpdate(data: " + data + ") { name } }");
    assertThat(answer.at("/errors/0/code").asText()).isEqualTo("ValidationError");
    assertThat(api.database.texts("select table_name from freehold.table_settings"))
        .doesNotContain("nothing", "posts", "users", "identities");
  }

  @Test
  void settingsThatAreNotThereCannotBeTakenAway() {
    assertThat(
            ask("mutation { tableSettingsDelete(name: \"authors\") { success } }")
                .at("/errors/0/code")
                .asText())
        .isEqualTo("EntityNotFoundError");
  }

  private static JsonNode ask(String operation) {
    return api.graphql(administrator, operation);
  }

  private static Table posts(EmbeddedServer node) {
    return tables(node).get("posts");
  }

  private static Map<String, Table> tables(EmbeddedServer node) {
    CatalogHolder holder = node.getApplicationContext().getBean(CatalogHolder.class);
    return holder.current().tables().stream()
        .collect(Collectors.toMap(table -> table.id().name(), table -> table));
  }
}
