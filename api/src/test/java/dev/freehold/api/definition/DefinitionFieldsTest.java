package dev.freehold.api.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestDatabase;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables and fields made over HTTP, and what no client's text may do on the way. */
class DefinitionFieldsTest {
  private static final List<String> HOSTILE =
      List.of(
          "'; drop table freehold.users; --",
          "\\'; drop table freehold.users; --",
          "$$; drop table freehold.users; $$",
          "{fn now()} ? :name \\! true",
          "line\n\\! true\nline",
          "é 'quoted' \"twice\"");

  private static DefinitionApi schema;

  @BeforeAll
  static void start() {
    schema = new DefinitionApi();
  }

  @AfterAll
  static void stop() {
    schema.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ schemaMigrationsList { count } }",
        "{ schemaMigrationsExport }",
        "mutation { tableCreate(data: {name: \"no\"}) { success } }",
        "mutation { tableUpdate(data: {name: \"no\", newName: \"yes\"}) { success } }",
        "mutation { tableDelete(data: {name: \"no\"}) { success } }",
        "mutation { fieldCreate(data: {table: \"no\", name: \"a\", type: INT}) { success } }",
        "mutation { fieldUpdate(data: {table: \"no\", name: \"a\"}) { success } }",
        "mutation { fieldDelete(data: {table: \"no\", name: \"a\"}) { success } }"
      })
  void isForAdministratorsOnly(String operation) {
    String user = schema.api.token("somebody", "somebody@example.com", true);
    for (String token : new String[] {null, user}) {
      assertThat(schema.api.graphql(token, operation).at("/errors/0/code").asText())
          .isEqualTo("NotAuthorizedError");
    }
  }

  @Test
  void theNextOperationUsesTheTable() {
    schema.change("tableCreate", Map.of("name", "lists", "timestamps", false));
    JsonNode made =
        schema.change(
            "tableCreate",
            Map.of(
                "name",
                "todo_items",
                "description",
                "What is to be done",
                "fields",
                List.of(
                    Map.of("name", "title", "type", "STRING", "required", true, "unique", true),
                    Map.of("name", "stars", "type", "INT", "default", 3),
                    Map.of(
                        "name",
                        "labels",
                        "type",
                        "STRING",
                        "list",
                        true,
                        "default",
                        List.of("a, b")),
                    Map.of("name", "list_id", "relation", Map.of("table", "lists")),
                    Map.of(
                        "name",
                        "owner_id",
                        "relation",
                        Map.of("schema", "freehold", "table", "users")))));
    assertThat(made.path("type").asText()).isEqualTo("TodoItem");
    assertThat(made.path("schema").asText()).isEqualTo("public");

    JsonNode row =
        schema.ask(
            """
            mutation { todoItemCreate(data: {title: "Sweep", list: {create: {}}})
              { title stars labels list { id } owner { id } createdAt } }\
            """);
    assertThat(row.at("/todoItemCreate/stars").asInt()).isEqualTo(3);
    assertThat(row.at("/todoItemCreate/labels/0").asText()).isEqualTo("a, b");
    assertThat(row.at("/todoItemCreate/list/id").asText()).hasSize(36);
    assertThat(schema.ask("{ catalogStatus { problems { code } } }").findValuesAsText("code"))
        .isEmpty();

    JsonNode field =
        schema.change(
            "fieldCreate",
            Map.of("table", "todo_items", "name", "due_on", "type", "DATE", "description", "By"));
    assertThat(field.path("field").asText()).isEqualTo("dueOn");
    schema.ask(
        "mutation { todoItemUpdate(filter: {title: \"Sweep\"}, data: {dueOn: \"2026-11-21\"})"
            + " { dueOn } }");
    assertThat(schema.api.database.texts("select updated_at > created_at from todo_items"))
        .containsExactly("t");
    assertThat(
            schema.api.database.texts(
                "select action || ' ' || target from freehold.audit_log where target like '%todo%'"))
        .containsExactly(
            "table.create table public.todo_items", "field.create table public.todo_items");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Capital",
        "1st",
        "a b",
        "a\"; drop table freehold.users; --",
        "a'",
        "é",
        "a\n",
        "a_name_that_is_longer_than_the_sixty_three_bytes_of_postgresql_s",
      })
  void namesArePlain(String name) {
    assertThat(schema.details("tableCreate", Map.of("name", name)).has("name")).isTrue();
    schema.change("tableCreate", Map.of("name", "plain_ones"));
    try {
      assertThat(
              schema
                  .details(
                      "fieldCreate", Map.of("table", "plain_ones", "name", name, "type", "INT"))
                  .has("name"))
          .isTrue();
      assertThat(
              schema
                  .details("tableUpdate", Map.of("name", "plain_ones", "newName", name))
                  .has("newName"))
          .isTrue();
    } finally {
      schema.change("tableDelete", Map.of("name", "plain_ones"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"roles", "users", "catalog_status", "queries"})
  void namesOfThePlatformAreTaken(String name) {
    assertThat(schema.refused("tableCreate", Map.of("name", name)).at("/errors/0/code").asText())
        .isEqualTo("EntityExistsError");
  }

  @Test
  void textsAreNothingButTexts() {
    schema.change("tableCreate", Map.of("name", "notes"));
    for (int i = 0; i < HOSTILE.size(); i++) {
      String text = HOSTILE.get(i);
      schema.change(
          "fieldCreate",
          Map.of(
              "table",
              "notes",
              "name",
              "t" + i,
              "type",
              "STRING",
              "default",
              text,
              "description",
              text));
      schema.change(
          "fieldCreate",
          Map.of("table", "notes", "name", "j" + i, "type", "JSON", "default", Map.of(text, text)));
      schema.change("tableUpdate", Map.of("name", "notes", "description", text));
      assertThat(schema.api.database.texts("select obj_description('notes'::regclass)"))
          .containsExactly(text);
    }
    schema.api.database.execute("insert into notes default values");
    for (int i = 0; i < HOSTILE.size(); i++) {
      assertThat(schema.api.database.texts("select t" + i + " from notes"))
          .containsExactly(HOSTILE.get(i));
      assertThat(schema.api.database.texts("select k from notes, jsonb_object_keys(j" + i + ") k"))
          .containsExactly(HOSTILE.get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0); drop table freehold.users; --", "x"})
  void defaultsAreOfTheirType(String value) {
    schema.change("tableCreate", Map.of("name", "typed_ones"));
    try {
      for (String type : List.of("INT", "DATE", "ID", "FLOAT", "BOOLEAN", "BIG_DECIMAL")) {
        assertThat(
                schema
                    .details(
                        "fieldCreate",
                        Map.of("table", "typed_ones", "name", "a", "type", type, "default", value))
                    .has("default"))
            .describedAs(type)
            .isTrue();
      }
    } finally {
      schema.change("tableDelete", Map.of("name", "typed_ones"));
    }
  }

  @Test
  void aDefaultIsAConstantWhateverPostgresqlReadsInIt() {
    schema.change("tableCreate", Map.of("name", "dated_ones"));
    JsonNode made =
        schema.change(
            "fieldCreate",
            Map.of("table", "dated_ones", "name", "a", "type", "DATE", "default", "now()"));
    assertThat(made.at("/migration/statements/0").asText())
        .matches(".* default '\\d{4}-\\d\\d-\\d\\d'::date");
  }

  @Test
  void tablesOfAnyNameAreChangedAndStayInTheirPlaceInTheScript() {
    schema.api.database.execute(
        "create table \"odd\"\"\n; drop table x; --\" (id int primary key)");
    String name = "odd\"\n; drop table x; --";
    schema.change("fieldCreate", Map.of("table", name, "name", "a", "type", "INT"));
    assertThat(schema.ask("{ schemaMigrationsExport }").path("schemaMigrationsExport").asText())
        .contains(" field.create public.odd??? drop table x? ??.a\nbegin;\n");
    schema.change("tableDelete", Map.of("name", name));
  }

  @Test
  void theScriptMakesTheSameTables() {
    schema.change("tableCreate", Map.of("name", "parents", "description", HOSTILE.get(1)));
    schema.change(
        "tableCreate",
        Map.of(
            "name",
            "children",
            "fields",
            List.of(
                Map.of("name", "name", "type", "STRING", "default", HOSTILE.get(4)),
                Map.of(
                    "name",
                    "parent_id",
                    "relation",
                    Map.of("table", "parents", "onDelete", "CASCADE")),
                Map.of(
                    "name",
                    "user_id",
                    "unique",
                    true,
                    "relation",
                    Map.of("schema", "freehold", "table", "users")))));
    schema.change(
        "fieldUpdate",
        Map.of("table", "children", "name", "name", "newName", "label", "required", true));

    TestDatabase other = TestDatabase.create();
    other.execute(
        """
        create schema freehold;
        create table freehold.users (id uuid primary key);
        create function freehold.set_updated_at() returns trigger language plpgsql as
          'begin new.updated_at := now(); return new; end'\
        """);
    String statements =
        schema
            .ask("{ schemaMigrationsList(first: 1000) { items { name statements } } }")
            .at("/schemaMigrationsList/items")
            .findValuesAsText("name")
            .toString();
    assertThat(statements)
        .contains("table.create public.parents", "field.update public.children.label");
    String script =
        schema.ask("{ schemaMigrationsExport }").path("schemaMigrationsExport").asText();
    assertThat(script).contains("\\set ON_ERROR_STOP on\n");
    // Tables that were there before the API changed them are not in it.
    int from = script.indexOf("create table \"public\".\"parents\"");
    other.execute("begin; " + script.substring(from));
    for (String table : List.of("parents", "children")) {
      assertThat(shape(other, table)).isNotEmpty().isEqualTo(shape(schema.api.database, table));
    }
  }

  private static List<String> shape(TestDatabase database, String table) {
    return Stream.of(
            """
            select concat_ws(' ', column_name, data_type, is_nullable, column_default)
            from information_schema.columns where table_name = '%s' order by ordinal_position\
            """,
            "select pg_get_constraintdef(oid) from pg_constraint"
                + " where conrelid = '%s'::regclass order by 1",
            "select indexdef from pg_indexes where tablename = '%s' order by 1",
            "select coalesce(obj_description('%s'::regclass), '-')",
            "select pg_get_triggerdef(oid) from pg_trigger"
                + " where tgrelid = '%s'::regclass and not tgisinternal")
        .flatMap(query -> database.texts(query.formatted(table)).stream())
        .toList();
  }

  @Test
  void anotherDatabaseHasMigrationsOfItsOwn() {
    Map<String, Object> database = schema.api.database.properties();
    Map<String, Object> other = new HashMap<>();
    other.put("freehold.data.url", database.get("freehold.database.url"));
    other.put("freehold.data.user", "postgres");
    other.put("freehold.data.password", "postgres");
    try (EmbeddedServer node = schema.api.anotherNode(other)) {
      JsonNode answer =
          schema.api.graphql(
              node, schema.administrator, "mutation { tableCreate(data: {name: \"a\"}) { name } }");
      assertThat(answer.at("/errors/0/details/reason").asText()).isEqualTo("other_database");
    }
    assertThat(schema.api.database.texts("select 1 where to_regclass('public.a') is not null"))
        .isEmpty();
  }
}
