package dev.freehold.api.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Relations to many on both sides, made over HTTP. */
class JoinTablesTest {
  private static DefinitionApi schema;

  @BeforeAll
  static void start() {
    schema = new DefinitionApi();
    for (String table : List.of("blog_posts", "labels", "people")) {
      schema.change("tableCreate", Map.of("name", table, "timestamps", false));
    }
  }

  @AfterAll
  static void stop() {
    schema.close();
  }

  private static Map<String, Object> list(String table, String name, Map<String, Object> relation) {
    Map<String, Object> data = new HashMap<>();
    data.put("table", table);
    data.put("name", name);
    data.put("relation", relation);
    data.put("list", true);
    return data;
  }

  @Test
  void bothSidesAreListsThatCanBeWritten() {
    JsonNode made =
        schema.change("fieldCreate", list("blog_posts", "tags", Map.of("table", "labels")));
    assertThat(made.path("type").asText()).isEqualTo("BlogPost");
    assertThat(made.path("field").asText()).isEqualTo("tags");
    assertThat(made.at("/migration/name").asText())
        .isEqualTo("field.create public.blog_posts.tags");

    JsonNode post =
        schema.ask(
            "mutation { blogPostCreate(data: {tags: {create: [{}, {}]}}) { id tags { count } } }");
    assertThat(post.at("/blogPostCreate/tags/count").asInt()).isEqualTo(2);
    String label = schema.api.database.texts("select tag_id from blog_posts_tags").getFirst();
    JsonNode back =
        schema.ask("{ label(id: \"%s\") { blogPosts { items { id } } } }".formatted(label));
    assertThat(back.at("/label/blogPosts/items/0/id")).isEqualTo(post.at("/blogPostCreate/id"));
    assertThat(schema.ask("{ catalogStatus { problems { code } } }").findValuesAsText("code"))
        .isEmpty();

    // The join goes with either row.
    schema.api.database.execute("delete from labels where id = '" + label + "'");
    assertThat(schema.api.database.texts("select 1 from blog_posts_tags")).hasSize(1);
    assertThat(schema.reason("tableDelete", Map.of("name", "blog_posts_tags")))
        .isEqualTo("data_would_be_lost");
    schema.change("tableDelete", Map.of("name", "blog_posts_tags", "force", true));
    assertThat(schema.ask("{ __type(name: \"BlogPost\") { fields { name } } }").toString())
        .doesNotContain("tags");
  }

  @Test
  void usersMayBeEitherSide() {
    Map<String, Object> users = Map.of("schema", "freehold", "table", "users");
    assertThat(
            schema.change("fieldCreate", list("people", "members", users)).path("field").asText())
        .isEqualTo("members");
    Map<String, Object> favourites = list("users", "favourites", Map.of("table", "labels"));
    favourites.put("schema", "freehold");
    schema.change("fieldCreate", favourites);
    assertThat(
            schema.api.database.texts(
                "select table_schema || '.' || table_name from information_schema.tables"
                    + " where table_name in ('people_members', 'users_favourites') order by 1"))
        .containsExactly("public.people_members", "public.users_favourites");
  }

  @Test
  void ofTheSameTableByAnotherName() {
    assertThat(
            schema
                .change("fieldCreate", list("people", "friends", Map.of("table", "people")))
                .path("field")
                .asText())
        .isEqualTo("friends");
    assertThat(
            schema
                .details("fieldCreate", list("people", "person", Map.of("table", "people")))
                .path("name")
                .asText())
        .contains("must tell");
  }

  @ParameterizedTest
  @CsvSource({
    "required, true, relation",
    "unique, true, relation",
    "default, x, relation",
    "type, INT, relation",
    "name, id, name",
    "name, a'b, name",
    "name, a_name_that_is_not_too_long_for_a_column_but_for_the_join_table, name",
  })
  void refusesWhatAListOfRowsIsNot(String key, String value, String subject) {
    Map<String, Object> data = list("blog_posts", "others", Map.of("table", "labels"));
    data.put(key, value.equals("true") ? (Object) true : value);
    assertThat(schema.details("fieldCreate", data).has(subject)).isTrue();
  }

  @Test
  void refusesWhatWouldLeaveHalfAJoin() {
    Map<String, Object> relation = Map.of("table", "labels", "onDelete", "SET_NULL");
    assertThat(
            schema.details("fieldCreate", list("blog_posts", "halves", relation)).has("onDelete"))
        .isTrue();
    Map<String, Object> field = list("blog_posts", "marks", Map.of("table", "labels"));
    field.remove("table");
    assertThat(
            schema
                .details("tableCreate", Map.of("name", "early_ones", "fields", List.of(field)))
                .toString())
        .contains("fieldCreate");
    schema.change("tableCreate", Map.of("name", "blog_posts_stars"));
    // To the database it is another name, to GraphQL the same.
    schema.api.database.execute("create table \"Blog_Posts_Moons\" (id int primary key)");
    for (String name : List.of("stars", "moons")) {
      assertThat(
              schema
                  .refused("fieldCreate", list("blog_posts", name, Map.of("table", "labels")))
                  .at("/errors/0/code")
                  .asText())
          .as(name)
          .isEqualTo("EntityExistsError");
    }
  }
}
