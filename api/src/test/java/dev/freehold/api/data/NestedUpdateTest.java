package dev.freehold.api.data;

import static dev.freehold.api.data.Journal.field;
import static dev.freehold.api.data.Journal.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.permission.TestRoles;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that are changed together with what they are related to. */
class NestedUpdateTest {
  private static final Selection ANY = field("__typename");

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

  private static List<String> authors() {
    return journal.texts(
        """
        select concat_ws(' ', p.title, a.name) from posts p left join authors a on a.id = p.author_id
        order by p.id\
        """);
  }

  private static List<String> comments() {
    return journal.texts("select concat_ws(' ', text, post_id) from comments order by id");
  }

  private static List<String> tags(int post) {
    return journal.texts(
        """
        select name from tags t join post_tags pt on pt.tag_id = t.id where post_id = %d order by name\
        """
            .formatted(post));
  }

  @Test
  void pointsTheRowsOwnKeyElsewhere() {
    journal.mutate(
        "postUpdate", "{'id': 1, 'author': {'connect': {'id': '%s'}}}".formatted(Journal.BOB), ANY);
    journal.mutate("postUpdate", "{'id': 2, 'author': {'create': {'name': 'Cyd'}}}", ANY);
    assertThat(authors()).containsExactly("One Bob", "Two Cyd");

    journal.mutate("postUpdate", "{'id': 1, 'author': {'disconnect': {}}}", ANY);
    journal.mutate(
        "postUpdate", "{'id': 2, 'author': {'reconnect': {'email': 'ada@example.com'}}}", ANY);
    assertThat(authors()).containsExactly("One", "Two Ada");
  }

  @Test
  void disconnectsTheOneThatIsNamedOnly() {
    assertThat(
            journal.refusal(
                "postUpdate",
                "{'id': 1, 'author': {'disconnect': {'id': '%s'}}}".formatted(Journal.BOB)))
        .isEqualTo("EntityNotFoundError {author.disconnect=There is no such row}");
    assertThat(journal.refusal("postUpdate", "{'id': 1, 'comments': {'disconnect': [{'id': 2}]}}"))
        .isEqualTo("EntityNotFoundError {comments.disconnect.0=There is no such row}");
    assertThat(journal.refusal("postUpdate", "{'id': 1, 'tags': {'disconnect': [{'id': 2}]}}"))
        .isEqualTo("EntityNotFoundError {tags.disconnect.0=There is no such row}");

    journal.mutate(
        "postUpdate",
        """
        {'id': 1, 'author': {'disconnect': {'id': '%s'}}, 'comments': {'disconnect': [{'id': 1}]},
         'tags': {'disconnect': [{'name': 'red'}]}}
        """
            .formatted(Journal.ADA),
        ANY);
    assertThat(authors()).containsExactly("One", "Two Ada");
    assertThat(comments()).containsExactly("First", "Second 2");
    assertThat(tags(1)).isEmpty();
  }

  @Test
  void takesManyFromOthersAndMakesNewOnes() {
    journal.mutate(
        "postUpdate",
        """
        {'id': 1, 'title': 'Uno', 'comments': {'connect': [{'id': 2}], 'create': [{'text': 'New'}]},
         'tags': {'connect': [{'id': 1}, {'id': 2}], 'create': [{'name': 'new'}]}}
        """,
        ANY);

    assertThat(comments()).containsExactly("First 1", "Second 1", "New 1");
    assertThat(tags(1)).containsExactly("green", "new", "red");
    assertThat(authors()).containsExactly("Uno Ada", "Two Ada");
  }

  @Test
  void replacesTheSet() {
    journal.schema.database.execute(
        "insert into comments (post_id, text) values (1, 'Third'); insert into post_tags values (1, 2)");

    journal.mutate(
        "postUpdate",
        """
        {'id': 1, 'comments': {'reconnect': [{'id': 3}, {'id': 2}], 'create': [{'text': 'New'}]},
         'tags': {'reconnect': [{'id': 3}, {'id': 2}]}}
        """,
        ANY);
    assertThat(comments()).containsExactly("First", "Second 1", "Third 1", "New 1");
    assertThat(tags(1)).containsExactly("blue", "green");

    journal.mutate(
        "postUpdate", "{'id': 1, 'comments': {'reconnect': []}, 'tags': {'reconnect': []}}", ANY);
    assertThat(comments()).containsExactly("First", "Second", "Third", "New");
    assertThat(tags(1)).isEmpty();
  }

  @Test
  void givesOneCounterpartTheOthersPlace() {
    journal.schema.database.execute(
        "insert into bios (author_id, text) values ('%s', 'Old'), (null, 'Spare')"
            .formatted(Journal.ADA));
    String bios = "select concat_ws(' ', text, (author_id = '%s')::text) from bios order by id";

    journal.mutate(
        "authorUpdate", "{'id': '%s', 'bio': {'connect': {'id': 2}}}".formatted(Journal.ADA), ANY);
    assertThat(journal.texts(bios.formatted(Journal.ADA))).containsExactly("Old", "Spare true");
    journal.mutate(
        "authorUpdate",
        "{'id': '%s', 'bio': {'create': {'text': 'New'}}}".formatted(Journal.ADA),
        ANY);
    assertThat(journal.texts(bios.formatted(Journal.ADA)))
        .containsExactly("Old", "Spare", "New true");
    journal.mutate(
        "authorUpdate", "{'id': '%s', 'bio': {'disconnect': {}}}".formatted(Journal.ADA), ANY);
    assertThat(journal.texts(bios.formatted(Journal.ADA))).containsExactly("Old", "Spare", "New");
  }

  @Test
  void changesSeveralRowsAlike() {
    Map<String, Object> all = Map.of("id", Map.of("gt", 0));
    journal.mutate(
        "postUpdateByFilter",
        Map.of(
            "filter",
            all,
            "data",
            json(
                "{'author': {'create': {'name': 'Cyd'}}, 'tags': {'reconnect': [{'id': 2}], 'create': [{'name': 'x'}]}}")),
        field("count"));

    assertThat(authors()).containsExactly("One Cyd", "Two Cyd");
    assertThat(journal.texts("select count(*) from authors")).containsExactly("3");
    assertThat(tags(1)).containsExactly("green", "x");
    assertThat(tags(2)).containsExactly("green", "x");
    assertThat(
            journal.refusal(
                "postUpdateByFilter",
                Map.of("filter", all, "data", json("{'comments': {'connect': [{'id': 1}]}}"))))
        .isEqualTo("ValidationError {comments=A row there can be connected to one row only}");
    assertThat(
            journal.refusal(
                "postUpdateByFilter",
                Map.of("filter", all, "data", json("{'comments': {'create': [{'text': 'x'}]}}"))))
        .isEqualTo("ValidationError {comments=A row there can be connected to one row only}");
    journal.mutate(
        "postUpdateByFilter",
        Map.of("filter", all, "data", json("{'comments': {'reconnect': []}}")),
        field("count"));
    assertThat(comments()).containsExactly("First", "Second");
  }

  @Test
  void makesNoMoreConnectionsThanItSays() {
    journal.schema.database.execute(
        """
        insert into posts (title) select 'x' from generate_series(1, 99);
        insert into tags (name) select 'x' || i from generate_series(1, 97) i\
        """);
    String connect =
        IntStream.rangeClosed(1, 100)
            .mapToObj("{'id': %d}"::formatted)
            .collect(Collectors.joining(", ", "{'tags': {'connect': [", "]}}"));
    Map<String, Object> data =
        Map.of("data", json(connect), "filter", Map.of("id", Map.of("gt", 0)));

    assertThat(journal.refusal("postUpdateByFilter", data))
        .isEqualTo("LimitExceededError {tags.connect.0=Would make more than 10000 connections}");
    journal.schema.database.execute("delete from posts where id = 101");
    journal.mutate("postUpdateByFilter", data, field("count"));
    assertThat(journal.texts("select count(*) from post_tags")).containsExactly("10000");
  }

  @Test
  void disconnectsInAllRowsOrNone() {
    journal.schema.database.execute(
        "update posts set author_id = '%s' where id = 2".formatted(Journal.BOB));

    assertThat(
            journal.refusal(
                "postUpdateByFilter",
                Map.of(
                    "filter",
                    Map.of("id", Map.of("gt", 0)),
                    "data",
                    json("{'author': {'disconnect': {'id': '%s'}}}".formatted(Journal.ADA)))))
        .isEqualTo("EntityNotFoundError {author.disconnect=There is no such row}");
    assertThat(authors()).containsExactly("One Ada", "Two Bob");
  }

  @Test
  void leavesPrimaryKeysAndRequiredKeysAsTheyAre() {
    journal.schema.database.execute("insert into lines values (1, 1, 'x'), (1, 2, 'y')");

    assertThat(journal.refusal("postUpdate", "{'id': 1, 'lines': {'reconnect': []}}"))
        .isEqualTo("ValidationError {lines.reconnect=cannot be without a counterpart}");
    assertThat(
            journal.refusal(
                "postUpdate", "{'id': 2, 'lines': {'connect': [{'postId': 1, 'number': 2}]}}"))
        .isEqualTo("ValidationError {lines.connect.0=The primary key cannot be changed}");
    assertThat(
            journal.refusal(
                "lineUpdate", "{'postId': 1, 'number': 1, 'post': {'connect': {'id': 2}}}"))
        .isEqualTo("ValidationError {postId=The primary key cannot be changed}");
    journal.mutate(
        "postUpdate", "{'id': 2, 'lines': {'create': [{'number': 1, 'text': 'z'}]}}", ANY);
    assertThat(journal.texts("select text from lines order by post_id, number"))
        .containsExactly("x", "y", "z");
  }

  @Test
  void knowsARowByItsNewUniqueKeyAfterwards() {
    journal.schema.database.execute(
        """
        create table if not exists cities (code text unique, id int primary key);
        create table if not exists streets (id int primary key, city text references cities (code));
        truncate cities, streets; insert into cities values ('A', 1); insert into streets values (1, null)\
        """);
    Journal other = journal.reread();
    other.as(TestRoles.administrator());

    other.mutate("cityUpdate", "{'id': 1, 'code': 'B', 'streets': {'connect': [{'id': 1}]}}", ANY);
    assertThat(journal.texts("select city from streets")).containsExactly("B");
  }

  @Test
  void doesNotConnectWhatIsMarkedAsDeleted() {
    journal.schema.database.execute("update posts set deleted_at = now() where id = 2");

    assertThat(journal.refusal("commentUpdate", "{'id': 1, 'post': {'connect': {'id': 2}}}"))
        .isEqualTo("EntityNotFoundError {post.connect=There is no such row}");
  }
}
