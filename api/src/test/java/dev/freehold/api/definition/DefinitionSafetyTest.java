package dev.freehold.api.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes of tables do not do by themselves, or at all. */
class DefinitionSafetyTest {
  private static DefinitionApi schema;

  @BeforeAll
  static void start() {
    schema = new DefinitionApi();
    schema.api.database.execute(
        """
        insert into freehold.roles (id, name) values (gen_random_uuid(), 'Reader');
        """);
  }

  @AfterAll
  static void stop() {
    schema.close();
  }

  @BeforeEach
  void fill() {
    schema.api.database.execute(
        """
        drop table if exists posts, authors, essays cascade;
        delete from freehold.permissions; delete from freehold.table_settings;
        create table authors (id int primary key);
        create table posts (id uuid primary key default gen_random_uuid(),
          author_id int references authors, title text, words int, empty text, deleted_at timestamptz);
        insert into authors values (1);
        insert into posts (author_id, title, words) values (1, 'one', 1), (1, '2', 2), (1, null, 3)\
        """);
  }

  private static Map<String, Object> posts(Object... more) {
    Map<String, Object> data = new HashMap<>(Map.of("table", "posts"));
    for (int i = 0; i < more.length; i += 2) {
      data.put((String) more[i], more[i + 1]);
    }
    return data;
  }

  private static List<String> texts(String sql) {
    return schema.api.database.texts(sql);
  }

  private static String migrations() {
    return texts("select count(*) from freehold.schema_migrations").getFirst();
  }

  @Test
  void aTableWithRowsIsDeletedByForceOnly() {
    String before = migrations();
    JsonNode details = schema.details("tableDelete", Map.of("name", "posts"));
    assertThat(details.path("reason").asText()).isEqualTo("data_would_be_lost");
    assertThat(details.path("rows").asInt()).isEqualTo(3);
    assertThat(texts("select count(*) from posts")).containsExactly("3");
    assertThat(migrations()).isEqualTo(before);

    JsonNode gone = schema.change("tableDelete", Map.of("name", "posts", "force", true));
    assertThat(gone.path("type").isNull()).isTrue();
    assertThat(texts("select 1 where to_regclass('posts') is not null")).isEmpty();
  }

  @Test
  void aColumnWithValuesIsDeletedByForceOnly() {
    JsonNode details = schema.details("fieldDelete", posts("name", "title"));
    assertThat(details.path("reason").asText()).isEqualTo("data_would_be_lost");
    assertThat(details.path("rows").asInt()).isEqualTo(2);
    schema.change("fieldDelete", posts("name", "empty"));
    schema.change("fieldDelete", posts("name", "title", "force", true));
    assertThat(
            texts(
                "select attname from pg_attribute where attrelid = 'posts'::regclass"
                    + " and attnum > 0 and not attisdropped order by attnum"))
        .containsExactly("id", "author_id", "words", "deleted_at");
  }

  @ParameterizedTest
  @CsvSource({"BIG_INT,1", "BIG_DECIMAL,1", "FLOAT,1", "STRING,1"})
  void aTypeThatHoldsAllValuesNeedsNoForce(String type, String value) {
    schema.change("fieldUpdate", posts("name", "words", "type", type));
    assertThat(texts("select words::text from posts where title = 'one'")).containsExactly(value);
  }

  @Test
  void aNarrowerTypeNeedsForceAndValuesThatFit() {
    JsonNode details = schema.details("fieldUpdate", posts("name", "title", "type", "INT"));
    assertThat(details.path("reason").asText()).isEqualTo("data_would_be_lost");
    assertThat(details.path("rows").asInt()).isEqualTo(2);
    assertThat(schema.reason("fieldUpdate", posts("name", "title", "type", "INT", "force", true)))
        .isEqualTo("data_does_not_fit");
    schema.api.database.execute("update posts set title = '1' where title = 'one'");
    schema.change("fieldUpdate", posts("name", "title", "type", "INT", "force", true));
    assertThat(texts("select sum(title) from posts")).containsExactly("3");
    assertThat(schema.reason("fieldUpdate", posts("name", "words", "type", "ID", "force", true)))
        .isEqualTo("type_not_convertible");
  }

  @Test
  void aRefusedChangeLeavesNothing() {
    String before = migrations();
    assertThat(schema.reason("fieldCreate", posts("name", "must", "type", "INT", "required", true)))
        .isEqualTo("data_does_not_fit");
    assertThat(
            schema.reason("fieldUpdate", posts("name", "title", "default", "x", "required", true)))
        .isEqualTo("data_does_not_fit");
    assertThat(
            texts(
                "select column_default from information_schema.columns"
                    + " where table_name = 'posts' and column_name = 'title'"))
        .containsExactly((String) null);
    assertThat(migrations()).isEqualTo(before);
  }

  @Test
  void changesWhatIsSaidOfAColumn() {
    schema.change(
        "fieldUpdate",
        posts(
            "name", "words", "required", true, "unique", true, "default", 7, "description", "So"));
    assertThat(
            texts(
                """
                select concat_ws(' ', attnotnull, col_description(attrelid, attnum),
                  pg_get_expr(adbin, adrelid), indisunique)
                from pg_attribute join pg_attrdef on adrelid = attrelid and adnum = attnum
                join pg_index on indrelid = attrelid and indkey[0] = attnum
                where attrelid = 'posts'::regclass and attname = 'words'\
                """))
        .containsExactly("t So 7 t");
    Map<String, Object> back = posts("name", "words", "required", false, "unique", false);
    back.put("default", null);
    back.put("description", null);
    schema.change("fieldUpdate", back);
    schema.api.database.execute("insert into posts (words) values (1), (1), (null)");
    assertThat(schema.details("fieldUpdate", posts("name", "words")).has("data")).isTrue();
  }

  @Test
  void whatOthersReferToStays() {
    assertThat(schema.reason("tableDelete", Map.of("name", "authors", "force", true)))
        .isEqualTo("table_in_use");
    assertThat(schema.details("fieldDelete", posts("name", "id", "force", true)).has("name"))
        .isTrue();
    schema.ask(
        "mutation { tableSettingsUpdate(data: {name: \"posts\", softDelete: \"deleted_at\"})"
            + " { name } }");
    assertThat(schema.details("fieldDelete", posts("name", "deleted_at")).has("name")).isTrue();
    assertThat(
            schema
                .details("fieldUpdate", posts("name", "deleted_at", "type", "STRING"))
                .has("name"))
        .isTrue();
  }

  @Test
  void aTableInUseIsSaidToBe() throws SQLException {
    try (Connection other = schema.api.database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("update posts set words = 0");
      assertThat(schema.reason("fieldCreate", posts("name", "late", "type", "INT")))
          .isEqualTo("table_busy");
    }
    schema.change("fieldCreate", posts("name", "late", "type", "INT"));
  }

  @Test
  void permissionsGoWithWhatTheyAreFor() {
    schema.api.database.execute(
        """
        insert into freehold.permissions (role_id, table_schema, table_name, action, columns,
          relations, presets)
        select id, 'public', 'posts', 'UPDATE', '{title,words}', '{}', '{"words": 1}'
        from freehold.roles where name = 'Reader';
        insert into freehold.permissions (role_id, table_schema, table_name, action, columns,
          relations)
        select id, 'public', 'authors', 'READ', '{id}', '{posts}' from freehold.roles
        where name = 'Reader'\
        """);
    schema.change("fieldUpdate", posts("name", "words", "newName", "length"));
    schema.change("tableUpdate", Map.of("name", "posts", "newName", "essays"));
    String grants =
        "select table_name || columns::text || presets::text from freehold.permissions"
            + " where action = 'UPDATE'";
    assertThat(texts(grants)).containsExactly("essays{title,length}{\"length\": 1}");
    schema.change("fieldDelete", Map.of("table", "essays", "name", "length", "force", true));
    assertThat(texts(grants)).containsExactly("essays{title}{}");
    String relations = "select relations::text from freehold.permissions where action = 'READ'";
    schema.api.database.execute(
        "update freehold.permissions set relations = '{essays}' where action = 'READ'");
    schema.change("fieldDelete", Map.of("table", "essays", "name", "author_id", "force", true));
    assertThat(texts(relations)).containsExactly("{}");
    schema.change("tableDelete", Map.of("name", "essays", "force", true));
    assertThat(texts("select table_name from freehold.permissions")).containsExactly("authors");
  }

  @Test
  void usersStaysThePlatforms() {
    Map<String, Object> users = Map.of("schema", "freehold", "table", "users");
    Map<String, Object> table = Map.of("schema", "freehold", "name", "users", "force", true);
    assertThat(schema.reason("tableDelete", table)).isEqualTo("platform_table");
    assertThat(
            schema.reason(
                "tableUpdate", Map.of("schema", "freehold", "name", "users", "newName", "people")))
        .isEqualTo("platform_table");
    for (String column : List.of("id", "email", "status")) {
      Map<String, Object> data = new HashMap<>(users);
      data.put("name", column);
      assertThat(schema.reason("fieldUpdate", data)).isEqualTo("platform_column");
      assertThat(schema.reason("fieldDelete", data)).isEqualTo("platform_column");
    }
    Map<String, Object> field = new HashMap<>(users);
    field.put("name", "nickname");
    field.put("type", "STRING");
    field.put("required", true);
    assertThat(schema.details("fieldCreate", field).has("required")).isTrue();
    field.put("default", "-");
    assertThat(schema.change("fieldCreate", field).path("field").asText()).isEqualTo("nickname");
    assertThat(texts("select distinct nickname from freehold.users")).containsExactly("-");
    field.put("name", "roles");
    assertThat(schema.details("fieldCreate", field).has("name")).isTrue();
    Map<String, Object> relation = new HashMap<>(users);
    relation.put("name", "author_id");
    relation.put("relation", Map.of("table", "authors", "onDelete", "CASCADE"));
    assertThat(schema.details("fieldCreate", relation).has("onDelete")).isTrue();
    users = new HashMap<>(users);
    users.put("name", "nickname");
    users.put("default", null);
    assertThat(schema.details("fieldUpdate", users).has("default")).isTrue();
    users.remove("default");
    users.put("force", true);
    schema.change("fieldDelete", users);
  }

  @ParameterizedTest
  @ValueSource(strings = {"roles", "schema_migrations", "audit_log"})
  void otherTablesOfThePlatformAreNotThere(String name) {
    assertThat(
            schema
                .refused(
                    "fieldCreate",
                    Map.of("schema", "freehold", "table", name, "name", "a", "type", "INT"))
                .at("/errors/0/code")
                .asText())
        .isEqualTo("EntityNotFoundError");
    assertThat(
            schema
                .refused("tableDelete", Map.of("schema", "pg_catalog", "name", "pg_class"))
                .at("/errors/0/code")
                .asText())
        .isEqualTo("EntityNotFoundError");
  }
}
