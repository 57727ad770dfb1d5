package dev.freehold.api.data;

import static dev.freehold.api.data.Journal.field;
import static dev.freehold.api.data.Journal.json;
import static dev.freehold.api.permission.Action.CREATE;
import static dev.freehold.api.permission.Action.READ;
import static dev.freehold.api.permission.Action.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.permission.GrantedFields;
import dev.freehold.api.permission.TestRoles;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that are changed when they are there and made otherwise. */
class UpsertTest {
  private static Journal journal;

  @BeforeAll
  static void start() {
    journal = new Journal();
  }

  @BeforeEach
  void fill() {
    journal.fill();
    journal.as(TestRoles.administrator());
  }

  private static Map<String, Object> slug(String slug) {
    return Map.of(
        "filter",
        Map.of("slug", slug),
        "create",
        json("{'title': 'Made', 'slug': '%s', 'tags': {'connect': [{'id': 2}]}}".formatted(slug)),
        "update",
        json("{'title': 'Changed', 'tags': {'reconnect': [{'id': 3}]}}"));
  }

  private static String posts() {
    return String.join(
        ", ",
        journal.texts(
            """
            select concat_ws(' ', title, slug, string_agg(tag_id::text, '+')) from posts p
            left join post_tags t on t.post_id = p.id group by p.id order by p.id\
            """));
  }

  @Test
  void makesOrChangesWithRelations() {
    assertThat(journal.mutate("postUpsert", slug("new"), field("title")))
        .isEqualTo("{\"title\":\"Made\"}");
    assertThat(journal.mutate("postUpsert", slug("one"), field("title")))
        .isEqualTo("{\"title\":\"Changed\"}");
    assertThat(posts()).isEqualTo("Changed one 3, Two two, Made new 2");
  }

  @Test
  void leavesTheRowWhenNothingIsToBeChanged() {
    journal.mutate(
        "tagUpsert",
        Map.of(
            "filter",
            json("{'name': 'red'}"),
            "create",
            json("{'name': 'red'}"),
            "update",
            Map.of()),
        field("id"));

    assertThat(journal.texts("select count(*) from tags")).containsExactly("3");
  }

  @Test
  void needsAKey() {
    assertThat(
            journal.refusal(
                "postUpsert", Map.of("filter", Map.of(), "create", Map.of(), "update", Map.of())))
        .isEqualTo("ValidationError {filter=Say which one, by its id or a unique field}");
  }

  @Test
  void asksForBothPermissions() {
    journal.as(new TestRoles().role().allow("posts", READ, CREATE).allow("tags", READ).set());
    assertThat(journal.refusal("postUpsert", slug("new"))).startsWith("NotAuthorizedError");
    journal.as(new TestRoles().role().allow("posts", READ, UPDATE).allow("tags", READ).set());
    assertThat(journal.refusal("postUpsert", slug("one"))).startsWith("NotAuthorizedError");
    assertThat(posts()).isEqualTo("One one 1, Two two");
  }

  @Test
  void tellsNoMoreOfAHiddenRowThanCreateDoes() {
    Map<String, Object> mine = Map.of("owner", Map.of("equals", "__loggedInUserId"));
    journal.as(
        new TestRoles()
            .role()
            .allow("posts", READ, GrantedFields.ALL, mine, null, Map.of())
            .allow("posts", CREATE, UPDATE)
            .set());
    Map<String, Object> plain =
        Map.of(
            "filter", Map.of("slug", "one"),
            "create", json("{'title': 'Made', 'slug': 'one'}"),
            "update", json("{'title': 'Changed'}"));

    assertThat(journal.refusal("postUpsert", plain))
        .isEqualTo(journal.refusal("postCreate", "{'title': 'Made', 'slug': 'one'}"))
        .isEqualTo("EntityExistsError {data=There is such a row already}");
    assertThat(posts()).isEqualTo("One one 1, Two two");
  }

  @Test
  void changesNoRowThatMayNotBeChanged() {
    Map<String, Object> mine = Map.of("owner", Map.of("equals", "__loggedInUserId"));
    journal.as(
        new TestRoles()
            .role()
            .allow("posts", READ, CREATE)
            .allow("tags", READ)
            .allow("posts", UPDATE, GrantedFields.ALL, mine, null, Map.of())
            .set());

    assertThat(journal.refusal("postUpsert", slug("one"))).startsWith("NotAuthorizedError");
    assertThat(posts()).isEqualTo("One one 1, Two two");
  }

  @Test
  void doesNotTakeAnotherUniqueValueForTheKey() {
    assertThat(
            journal.refusal(
                "postUpsert",
                Map.of(
                    "filter", Map.of("slug", "new"),
                    "create", json("{'title': 'Made', 'slug': 'two'}"),
                    "update", json("{'title': 'Changed'}"))))
        .isEqualTo("EntityExistsError {data=There is such a row already}");
    assertThat(posts()).isEqualTo("One one 1, Two two");
  }

  @Test
  void changesTheRowOfWhoeverWasFaster() {
    assertThat(
            journal.after(
                "insert into posts (title, slug) values ('Faster', 'race')",
                () -> journal.mutate("postUpsert", slug("race"), field("title"))))
        .isEqualTo("{\"title\":\"Changed\"}");
    assertThat(journal.texts("select title from posts where slug = 'race'"))
        .containsExactly("Changed");
  }
}
