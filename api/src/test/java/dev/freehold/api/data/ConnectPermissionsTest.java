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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which rows can be named by whom, and for which foreign keys. */
class ConnectPermissionsTest {
  private static final Selection ANY = field("__typename");
  private static final Map<String, Object> SHOWN = Map.of("hidden", Map.of("equals", false));
  private static final Map<String, Object> MINE =
      Map.of("owner", Map.of("equals", "__loggedInUserId"));

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

  private static TestRoles rule(TestRoles roles, String table, Map<String, Object> rule) {
    return roles.allow(table, READ, GrantedFields.ALL, rule, null, Map.of());
  }

  @Test
  void connectsOnlyRowsThatAreSeen() {
    journal.as(
        rule(role().allow("posts", READ, CREATE).allow("comments", CREATE), "authors", SHOWN)
            .set());
    journal.schema.database.execute("update authors set hidden = true where name = 'Bob'");

    journal.mutate(
        "postCreate",
        "{'title': 'A', 'author': {'connect': {'id': '%s'}}}".formatted(Journal.ADA),
        ANY);
    String hidden =
        journal.refusal(
            "postCreate",
            "{'title': 'B', 'author': {'connect': {'id': '%s'}}}".formatted(Journal.BOB));
    String absent =
        journal.refusal(
            "postCreate",
            "{'title': 'B', 'author': {'connect': {'id': '%s'}}}"
                .formatted(Journal.BOB.replace('b', 'c')));
    assertThat(hidden)
        .isEqualTo("EntityNotFoundError {author.connect=There is no such row}")
        .isEqualTo(absent);
  }

  @Test
  void readsNoTableThatIsNotGrantedToConnect() {
    journal.as(role().allow("posts", READ, CREATE).set());

    assertThat(
            journal.refusal(
                "postCreate",
                "{'title': 'B', 'author': {'connect': {'id': '%s'}}}".formatted(Journal.BOB)))
        .isEqualTo(denied("author.connect"));
    assertThat(journal.refusal("postCreate", "{'title': 'B', 'author': {'create': {'name': 'X'}}}"))
        .isEqualTo(denied("author.create"));
    assertThat(journal.refusal("postCreate", "{'title': 'B', 'tags': {'create': [{'name': 'X'}]}}"))
        .isEqualTo(denied("tags.create.0"));
  }

  @Test
  void namesNoRowByAColumnThatIsHidden() {
    journal.as(
        role()
            .allow("posts", READ, CREATE)
            .allow("authors", READ, only(Set.of("id", "name")), null, null, Map.of())
            .set());
    assertThat(
            journal.refusal(
                "postCreate",
                "{'title': 'B', 'author': {'connect': {'email': 'bob@example.com'}}}"))
        .isEqualTo("ValidationError {author.connect.email=is no part of a key}");

    // Shown in one's own row only.
    journal.as(
        role()
            .allow("posts", READ, CREATE)
            .allow("authors", READ, only(Set.of("id", "name")), null, null, Map.of())
            .role()
            .allow(
                "authors",
                READ,
                GrantedFields.ALL,
                Map.of("id", Map.of("equals", "__loggedInUserId")),
                null,
                Map.of())
            .set());
    assertThat(
            journal.refusal(
                "postCreate",
                "{'title': 'B', 'author': {'connect': {'email': 'bob@example.com'}}}"))
        .isEqualTo("EntityNotFoundError {author.connect=There is no such row}");
    journal.mutate(
        "postCreate", "{'title': 'B', 'author': {'connect': {'email': 'ada@example.com'}}}", ANY);
  }

  @Test
  void asksForTheForeignKeysColumnOrItsRelation() {
    for (GrantedFields fields :
        List.of(only(Set.of("title", "author_id")), only(Set.of("title"), "author"))) {
      journal.as(
          role()
              .allow("posts", READ)
              .allow("posts", CREATE, fields, null, null, Map.of())
              .allow("authors", READ)
              .set());
      journal.mutate(
          "postCreate",
          "{'title': 'A', 'author': {'connect': {'id': '%s'}}}".formatted(Journal.BOB),
          ANY);
      // A hidden field is none.
      assertThat(
              journal.refusal(
                  "postCreate",
                  "{'title': 'A', 'reviewer': {'connect': {'id': '%s'}}}".formatted(Journal.BOB)))
          .isEqualTo("ValidationError {reviewer=Post.reviewer has no field of that name to write}");
    }
    // The relation alone does not let him write any value.
    assertThat(
            journal.refusal(
                "postCreate", "{'title': 'A', 'authorId': '%s'}".formatted(Journal.BOB)))
        .isEqualTo("ValidationError {authorId=Post.authorId has no field of that name to write}");
    assertThat(
            journal.texts(
                "select count(*) from posts where author_id = '%s'".formatted(Journal.BOB)))
        .containsExactly("2");
  }

  @Test
  void leavesPresetForeignKeysAlone() {
    journal.as(
        role()
            .allow("authors", READ)
            .allow("posts", READ)
            .allow(
                "posts",
                CREATE,
                GrantedFields.ALL,
                null,
                null,
                Map.of("author_id", "__loggedInUserId"))
            .set());

    assertThat(
            journal.refusal(
                "postCreate",
                "{'title': 'A', 'author': {'connect': {'id': '%s'}}}".formatted(Journal.BOB)))
        .isEqualTo("ValidationError {author=Post.author has no field of that name to write}");
  }

  @Test
  void replacesOnlyWhatIsSeen() {
    journal.schema.database.execute(
        """
        update tags set hidden = true where name = 'green'; insert into post_tags values (1, 2);
        insert into comments (post_id, text, owner) values (1, 'Mine', '%s')\
        """
            .formatted(Journal.ADA));
    TestRoles roles =
        role()
            .allow("posts", READ, UPDATE)
            .allow("post_tags", READ, CREATE, DELETE)
            .allow("comments", UPDATE);
    journal.as(rule(rule(roles, "tags", SHOWN), "comments", MINE).set());

    journal.mutate(
        "postUpdate",
        "{'id': 1, 'tags': {'reconnect': [{'id': 3}]}, 'comments': {'reconnect': []}}",
        ANY);

    assertThat(journal.texts("select tag_id from post_tags order by 1")).containsExactly("2", "3");
    assertThat(journal.texts("select concat_ws(' ', text, post_id) from comments order by id"))
        .containsExactly("First 1", "Second 2", "Mine");
  }

  @Test
  void tellsTwoForeignKeysToOneTableApart() {
    journal.as(
        role()
            .allow("authors", READ, UPDATE)
            .allow("posts", READ)
            .allow("posts", UPDATE, only(Set.of(), "reviewer"), null, null, Map.of())
            .set());

    assertThat(
            journal.refusal(
                "authorUpdate",
                "{'id': '%s', 'posts': {'connect': [{'id': 1}]}}".formatted(Journal.BOB)))
        .isEqualTo(denied("posts.connect.0"));
    journal.mutate(
        "authorUpdate",
        "{'id': '%s', 'postsByReviewer': {'connect': [{'id': 1}]}}".formatted(Journal.BOB),
        ANY);
    assertThat(
            journal.texts(
                "select (author_id = '%1$s')::text || (reviewer_id = '%2$s')::text from posts where id = 1"
                    .formatted(Journal.ADA, Journal.BOB)))
        .containsExactly("truetrue");
  }

  @Test
  void writesNothingToWhatStaysConnected() {
    journal.as(
        role()
            .allow("posts", READ, UPDATE)
            .allow("tags", READ)
            .allow("post_tags", READ)
            .allow("comments", READ)
            .set());

    journal.mutate(
        "postUpdate",
        "{'id': 1, 'tags': {'reconnect': [{'id': 1}]}, 'comments': {'reconnect': [{'id': 1}]}}",
        ANY);
    assertThat(journal.refusal("postUpdate", "{'id': 1, 'comments': {'reconnect': [{'id': 2}]}}"))
        .isEqualTo(denied("comments.reconnect"));
  }

  @Test
  void tellsNothingOfARelationThatIsNotSeen() {
    journal.as(
        role()
            .allow("posts", READ, only(Set.of("id")), null, null, Map.of())
            .allow("posts", UPDATE)
            .allow("comments", READ, only(Set.of("id")), null, null, Map.of())
            .allow("comments", UPDATE)
            .set());

    for (int comment : List.of(1, 2)) {
      assertThat(
              journal.refusal(
                  "postUpdate",
                  "{'id': 1, 'comments': {'disconnect': [{'id': %d}]}}".formatted(comment)))
          .isEqualTo(denied("comments"));
    }
    assertThat(journal.refusal("commentUpdate", "{'id': 1, 'post': {'disconnect': {'id': 1}}}"))
        .isEqualTo(denied("post.disconnect"));
  }
}
