package dev.freehold.api.data;

import static dev.freehold.api.data.Journal.denied;
import static dev.freehold.api.data.Journal.field;
import static dev.freehold.api.permission.Action.CREATE;
import static dev.freehold.api.permission.Action.DELETE;
import static dev.freehold.api.permission.Action.READ;
import static dev.freehold.api.permission.Action.UPDATE;
import static dev.freehold.api.permission.TestRoles.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.permission.GrantedFields;
import dev.freehold.api.permission.TestRoles;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What roles are asked for when rows are written together with what they are related to. */
class NestedPermissionsTest {
  private static final Selection ANY = field("__typename");
  private static final Map<String, Object> MINE =
      Map.of("owner", Map.of("equals", "__loggedInUserId"));
  private static final Map<String, Object> OWNER = Map.of("owner", "__loggedInUserId");

  private static Journal journal;

  @BeforeAll
  static void start() {
    journal = new Journal();
  }

  @BeforeEach
  void fill() {
    journal.fill();
  }

  private static TestRoles role() {
    return new TestRoles().role();
  }

  @Test
  void asksTheOtherTableWhereItHasTheKey() {
    journal.schema.database.execute(
        "update comments set owner = '%s' where id = 2".formatted(Journal.ADA));
    TestRoles base = role().allow("posts", READ, UPDATE).allow("comments", READ);
    journal.as(base.set());
    assertThat(journal.refusal("postUpdate", "{'id': 1, 'comments': {'connect': [{'id': 2}]}}"))
        .isEqualTo(denied("comments.connect.0"));
    assertThat(journal.refusal("postUpdate", "{'id': 1, 'comments': {'disconnect': [{'id': 1}]}}"))
        .isEqualTo(denied("comments.disconnect"));
    assertThat(journal.refusal("postUpdate", "{'id': 1, 'comments': {'create': [{'text': 'x'}]}}"))
        .isEqualTo(denied("comments.create.0"));

    journal.as(base.allow("comments", UPDATE, only(Set.of("text")), MINE, null, Map.of()).set());
    assertThat(journal.refusal("postUpdate", "{'id': 1, 'comments': {'connect': [{'id': 2}]}}"))
        .isEqualTo(denied("comments.connect.0"));

    journal.as(base.allow("comments", UPDATE, only(Set.of(), "post"), MINE, null, Map.of()).set());
    journal.mutate("postUpdate", "{'id': 1, 'comments': {'connect': [{'id': 2}]}}", ANY);
    assertThat(journal.texts("select post_id from comments where id = 2")).containsExactly("1");
    // The rule holds for that row too.
    assertThat(journal.refusal("postUpdate", "{'id': 2, 'comments': {'connect': [{'id': 1}]}}"))
        .isEqualTo(denied("comments.connect.0"));
    assertThat(journal.refusal("postUpdate", "{'id': 1, 'comments': {'reconnect': []}}"))
        .isEqualTo(denied("comments.reconnect"));
    assertThat(journal.texts("select post_id from comments order by id")).containsExactly("1", "1");
  }

  @Test
  void asksForTheRelationOfTheRowItself() {
    journal.as(
        role()
            .allow("posts", READ)
            .allow("posts", UPDATE, only(Set.of("title"), "tags"), null, null, Map.of())
            .allow("comments", READ, UPDATE, CREATE)
            .allow("tags", READ)
            .allow("post_tags", READ, CREATE)
            .set());

    assertThat(journal.refusal("postUpdate", "{'id': 1, 'comments': {'create': [{'text': 'x'}]}}"))
        .isEqualTo("ValidationError {comments=Post.comments has no field of that name to write}");
    journal.mutate("postUpdate", "{'id': 1, 'tags': {'connect': [{'id': 2}]}}", ANY);
    assertThat(journal.texts("select tag_id from post_tags order by 1")).containsExactly("1", "2");
  }

  @Test
  void asksTheJoinTable() {
    TestRoles base = role().allow("posts", READ, UPDATE).allow("tags", READ);
    journal.as(base.allow("post_tags", READ).set());
    assertThat(journal.refusal("postUpdate", "{'id': 1, 'tags': {'connect': [{'id': 2}]}}"))
        .isEqualTo(denied("tags.connect.0"));
    assertThat(journal.refusal("postUpdate", "{'id': 1, 'tags': {'disconnect': [{'id': 1}]}}"))
        .isEqualTo(denied("tags.disconnect"));

    journal.as(
        base.allow(
                "post_tags",
                CREATE,
                GrantedFields.ALL,
                null,
                Map.of("tag", Map.of("name", Map.of("not_equals", "blue"))),
                Map.of())
            .allow(
                "post_tags",
                DELETE,
                GrantedFields.ALL,
                Map.of("tag", Map.of("name", Map.of("not_equals", "red"))),
                null,
                Map.of())
            .set());
    journal.mutate("postUpdate", "{'id': 1, 'tags': {'connect': [{'id': 2}]}}", ANY);
    assertThat(journal.refusal("postUpdate", "{'id': 1, 'tags': {'connect': [{'id': 3}]}}"))
        .isEqualTo(denied("tags.connect.0"));
    assertThat(journal.refusal("postUpdate", "{'id': 1, 'tags': {'disconnect': [{'id': 1}]}}"))
        .isEqualTo(denied("tags.disconnect"));
    journal.mutate("postUpdate", "{'id': 1, 'tags': {'disconnect': [{'id': 2}]}}", ANY);
    assertThat(journal.texts("select tag_id from post_tags")).containsExactly("1");
  }

  @Test
  void presetsAndChecksWhatIsMadeOnTheWay() {
    journal.as(
        role()
            .allow("posts", READ, CREATE)
            .allow(
                "comments",
                CREATE,
                only(Set.of("text", "stars", "post_id")),
                null,
                Map.of("stars", Map.of("lt", 5)),
                OWNER)
            .set());

    journal.mutate(
        "postCreate", "{'title': 'A', 'comments': {'create': [{'text': 'x', 'stars': 4}]}}", ANY);
    assertThat(journal.texts("select owner from comments where text = 'x'"))
        .containsExactly(Journal.ADA);
    assertThat(
            journal.refusal(
                "postCreate",
                "{'title': 'B', 'comments': {'create': [{'text': 'y', 'stars': 5}]}}"))
        .isEqualTo(denied("comments.create"));
    assertThat(
            journal.refusal(
                "postCreate",
                "{'title': 'B', 'comments': {'create': [{'text': 'y', 'owner': '%s'}]}}"
                    .formatted(Journal.BOB)))
        .isEqualTo(
            "ValidationError {comments.create.0.owner=Comment.owner has no field of that name to write}");
    assertThat(journal.texts("select count(*) from posts where title = 'B'")).containsExactly("0");
  }

  @Test
  void checksTheRowWhenAllOfItIsWritten() {
    journal.as(
        role()
            .allow("posts", READ)
            .allow(
                "posts",
                CREATE,
                GrantedFields.ALL,
                null,
                Map.of("comments", Map.of("some", Map.of("stars", Map.of("gt", 3)))),
                Map.of())
            .allow(
                "posts",
                UPDATE,
                GrantedFields.ALL,
                null,
                Map.of("comments", Map.of("some", Map.of("id", Map.of("gt", 0)))),
                Map.of())
            .allow("comments", READ, CREATE, UPDATE)
            .set());

    journal.mutate(
        "postCreate", "{'title': 'A', 'comments': {'create': [{'text': 'x', 'stars': 4}]}}", ANY);
    assertThat(journal.refusal("postCreate", "{'title': 'B'}")).isEqualTo(denied());
    assertThat(journal.refusal("postUpdate", "{'id': 1, 'comments': {'disconnect': [{'id': 1}]}}"))
        .isEqualTo(denied());
    assertThat(journal.texts("select title from posts order by id"))
        .containsExactly("One", "Two", "A");
    assertThat(journal.texts("select post_id from comments where id = 1")).containsExactly("1");
  }

  @Test
  void changesRelationsOnlyOfRowsThatMayBeChanged() {
    Map<String, Object> anything = Map.of("id", Map.of("gt", 0));
    journal.schema.database.execute(
        "update posts set owner = '%s' where id = 2".formatted(Journal.ADA));
    journal.as(
        role()
            .allow("posts", READ)
            .allow("posts", UPDATE, GrantedFields.ALL, MINE, anything, Map.of())
            .allow("comments", READ, CREATE)
            .set());

    assertThat(journal.refusal("postUpdate", "{'id': 1, 'comments': {'create': [{'text': 'x'}]}}"))
        .isEqualTo(denied());
    journal.mutate("postUpdate", "{'id': 2, 'comments': {'create': [{'text': 'x'}]}}", ANY);
    assertThat(journal.texts("select post_id from comments where text = 'x'")).containsExactly("2");
  }

  @Test
  void quotesNoRowInErrors() {
    journal.as(TestRoles.administrator());

    assertThat(
            journal.refusal(
                "postCreate",
                "{'title': 'X', 'author': {'create': {'name': 'Y', 'email': 'ada@example.com'}}}"))
        .isEqualTo("EntityExistsError {author.create=There is such a row already}");
    assertThat(
            journal.refusal(
                "authorCreate", "{'name': 'Y', 'posts': {'create': [{'title': 'bad'}]}}"))
        .isEqualTo("ValidationError {posts.create=A value is not allowed here}");
  }

  @Test
  void refusesToSayWhatIsPreset() {
    journal.as(
        role()
            .allow("comments", READ)
            .allow("comments", CREATE, GrantedFields.ALL, null, null, OWNER)
            .allow("comments", UPDATE, GrantedFields.ALL, null, null, OWNER)
            .set());
    String refused = "ValidationError {owner=Comment.owner has no field of that name to write}";

    assertThat(
            journal.refusal("commentCreate", "{'text': 'x', 'owner': '%s'}".formatted(Journal.BOB)))
        .isEqualTo(refused);
    assertThat(journal.refusal("commentUpdate", "{'id': 1, 'owner': '%s'}".formatted(Journal.BOB)))
        .isEqualTo(refused);
    journal.mutate("commentUpdate", "{'id': 1, 'text': 'x'}", ANY);
    assertThat(journal.texts("select owner from comments where id = 1"))
        .containsExactly(Journal.ADA);
  }

  @Test
  void allowsNothingThatAsksForWhatTheCallerHasNot() {
    Map<String, Object> notMine = Map.of("NOT", MINE);
    Map<String, Object> anything = Map.of("id", Map.of("gt", 0));
    journal.asGuest(
        role()
            .allow("comments", READ)
            .allow("comments", CREATE, GrantedFields.ALL, null, null, OWNER)
            .allow("comments", UPDATE, GrantedFields.ALL, notMine, anything, Map.of())
            .allow("posts", CREATE, GrantedFields.ALL, null, notMine, Map.of())
            .set());

    assertThat(journal.refusal("commentCreate", "{'text': 'x'}")).isEqualTo(denied());
    assertThat(journal.refusal("commentUpdate", "{'id': 1, 'text': 'x'}")).isEqualTo(denied());
    assertThat(journal.refusal("commentUpdate", "{'id': 99, 'text': 'x'}")).isEqualTo(denied());
    assertThat(journal.refusal("postCreate", "{'title': 'x'}")).isEqualTo(denied());
  }
}
