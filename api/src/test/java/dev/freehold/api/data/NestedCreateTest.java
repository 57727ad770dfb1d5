package dev.freehold.api.data;

import static dev.freehold.api.data.Journal.field;
import static dev.freehold.api.data.Journal.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.permission.TestRoles;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that are made together with what they are related to. */
class NestedCreateTest {
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

  @Test
  void connectsOnAllSides() {
    String made =
        journal.mutate(
            "postCreate",
            """
            {'title': 'New', 'author': {'connect': {'email': 'bob@example.com'}},
             'comments': {'connect': [{'id': 1}, {'id': 2}]},
             'tags': {'connect': [{'name': 'red'}, {'id': 3}]}}
            """,
            field("author", field("name")),
            field("comments", field("items", field("text"))),
            field("tags", field("items", field("name"))));

    assertThat(made)
        .isEqualTo(
            "{\"author\":{\"name\":\"Bob\"},"
                + "\"comments\":{\"items\":[{\"text\":\"First\"},{\"text\":\"Second\"}]},"
                + "\"tags\":{\"items\":[{\"name\":\"red\"},{\"name\":\"blue\"}]}}");
    assertThat(journal.texts("select post_id || ' ' || tag_id from post_tags order by 1"))
        .containsExactly("1 1", "3 1", "3 3");
  }

  @Test
  void createsOnAllSidesAtAnyDepth() {
    journal.mutate(
        "authorCreate",
        """
        {'name': 'Cyd', 'bio': {'create': {'text': 'Writes'}},
         'posts': {'create': [
           {'title': 'A', 'comments': {'create': [{'text': 'A1'}, {'text': 'A2'}]},
            'reviewer': {'create': {'name': 'Dan'}}},
           {'title': 'B', 'tags': {'create': [{'name': 'new', 'posts': {'connect': [{'id': 1}]}}]},
            'lines': {'create': [{'number': 1, 'text': 'x'}, {'number': 2}]}}]}}
        """,
        field("__typename"));

    assertThat(
            journal.texts(
                """
                select concat_ws(' ', a.name, p.title, r.name, c.text) from authors a
                join posts p on p.author_id = a.id left join authors r on r.id = p.reviewer_id
                left join comments c on c.post_id = p.id where a.name = 'Cyd' order by 1\
                """))
        .containsExactly("Cyd A Dan A1", "Cyd A Dan A2", "Cyd B");
    assertThat(
            journal.texts(
                """
                select p.title || ' ' || t.name from post_tags pt join posts p on p.id = pt.post_id
                join tags t on t.id = pt.tag_id order by 1\
                """))
        .containsExactly("B new", "One new", "One red");
    assertThat(
            journal.texts(
                "select b.text from bios b join authors a on a.id = b.author_id where a.name = 'Cyd'"))
        .containsExactly("Writes");
    assertThat(journal.texts("select number || coalesce(text, '') from lines order by 1"))
        .containsExactly("1x", "2");
  }

  @Test
  void keepsEveryRowWithItsOwnInCreateMany() {
    journal.mutate(
        "postCreateMany",
        Map.of(
            "data",
            json(
                """
                [{'title': 'A', 'comments': {'create': [{'text': 'a'}]}},
                 {'title': 'B', 'author': {'connect': {'id': '%s'}}, 'slug': 'b'},
                 {'title': 'C', 'author': {'create': {'name': 'Cyd'}},
                  'comments': {'create': [{'text': 'c1'}, {'text': 'c2'}], 'connect': [{'id': 1}]}},
                 {'title': 'D', 'author': {'create': {'name': 'Dan'}}}]\
                """
                    .formatted(Journal.BOB))),
        field("count"));

    assertThat(
            journal.texts(
                """
                select concat_ws(' ', p.title, a.name, string_agg(c.text, '+' order by c.text))
                from posts p left join authors a on a.id = p.author_id
                left join comments c on c.post_id = p.id where p.id > 2 group by 1, p.title, a.name
                order by p.title\
                """
                    .replace("group by 1, ", "group by ")))
        .containsExactly("A a", "B Bob", "C Cyd First+c1+c2", "D Dan");
  }

  @Test
  void makesRowsWithoutAnyValue() {
    assertThat(
            journal.mutate(
                "bioCreateMany", Map.of("data", List.of(Map.of(), Map.of())), field("count")))
        .isEqualTo("{\"count\":2}");
  }

  @Test
  void saysWhereSomethingIsWrong() {
    assertThat(
            journal.refusal(
                "postCreate",
                "{'title': 'X', 'comments': {'create': [{'text': 'a'}, {'text': 'b', 'stars': 'x'}]}}"))
        .isEqualTo("ValidationError {comments.create.1.stars=Comment.stars is no Int}");
    assertThat(journal.refusal("postCreate", "{'title': 'X', 'author': {'create': {'nosuch': 1}}}"))
        .isEqualTo(
            "ValidationError {author.create.nosuch=Author.nosuch has no field of that name to write}");
    assertThat(
            journal.refusal("postCreate", "{'title': 'X', 'tags': {'create': [{'name': 'red'}]}}"))
        .isEqualTo("EntityExistsError {tags.create=There is such a row already}");
    assertThat(journal.refusal("authorCreate", "{'name': 'X', 'posts': {'create': [{}]}}"))
        .isEqualTo("ValidationError {posts.create=A value is missing}");
    assertThat(
            journal.refusal(
                "postCreate", "{'title': 'X', 'tags': {'connect': [{'id': 1}, {'id': 77}]}}"))
        .isEqualTo("EntityNotFoundError {tags.connect.1=There is no such row}");
    assertThat(journal.refusal("postCreate", "{'title': 'X', 'tags': {'connect': [{}]}}"))
        .isEqualTo("ValidationError {tags.connect.0=Say which one, by its id or a unique field}");
    assertThat(journal.refusal("postCreate", "{'title': 'X', 'author': {'connect': {}}}"))
        .isEqualTo("ValidationError {author.connect=Say which one, by its id or a unique field}");
    assertThat(
            journal.refusal(
                "commentCreate", "{'text': 'X', 'post': {'connect': {'title': 'One'}}}"))
        .isEqualTo("ValidationError {post.connect.title=is no part of a key}");
    assertThat(journal.texts("select count(*) from posts")).containsExactly("2");
    assertThat(journal.texts("select count(*) from comments")).containsExactly("2");
  }

  @Test
  void takesCompositeKeysOnlyWhole() {
    journal.schema.database.execute("insert into lines values (1, 5, 'five'), (2, 5, 'other')");

    assertThat(
            journal.refusal(
                "lineUpdate",
                Map.of("data", json("{'text': 'x'}"), "filter", json("{'number': 5}"))))
        .isEqualTo("ValidationError {filter=Say which one, by its id or a unique field}");
    journal.mutate(
        "lineUpdate",
        Map.of("data", json("{'text': 'x'}"), "filter", json("{'number': 5, 'postId': 2}")),
        field("__typename"));
    assertThat(journal.texts("select text from lines order by post_id"))
        .containsExactly("five", "x");
  }

  @Test
  void refusesContradictions() {
    assertThat(
            journal.refusal(
                "postCreate",
                "{'title': 'X', 'authorId': '%s', 'author': {'connect': {'id': '%s'}}}"
                    .formatted(Journal.ADA, Journal.BOB)))
        .isEqualTo("ValidationError {author.connect=contradicts what is said of authorId}");
    assertThat(
            journal.refusal(
                "postCreate",
                "{'title': 'X', 'author': {'connect': {'id': '%s'}, 'create': {'name': 'Y'}}}"
                    .formatted(Journal.ADA)))
        .isEqualTo("ValidationError {author=says more than one thing of a relation to one}");
    assertThat(
            journal.refusal(
                "postCreate",
                "{'title': 'X', 'comments': {'create': [{'text': 'a', 'postId': 1}]}}"))
        .isEqualTo("ValidationError {comments.create.0=contradicts what is said of postId}");
    assertThat(
            journal.refusal(
                "postCreate", "{'title': 'X', 'comments': {'connect': [{'id': 1}, {'id': 1}]}}"))
        .isEqualTo("ValidationError {comments.connect.1=is said of this row twice}");
  }

  @Test
  void endsAtALevelAndANumberOfRows() {
    String deep = "{'name': 'X'}";
    for (int i = 0; i < 6; i++) {
      deep =
          "{'name': 'X', 'posts': {'create': [{'title': 'Y', 'author': {'create': %s}}]}}"
              .formatted(deep);
    }
    assertThat(journal.refusal("authorCreate", deep))
        .startsWith("LimitExceededError {posts.create.0.author");

    Map<String, Object> connect = Map.of("id", 1);
    Map<String, Object> many =
        Map.of("title", "X", "tags", Map.of("connect", Collections.nCopies(10_000, connect)));
    assertThat(journal.refusal("postCreate", Map.of("data", many)))
        .startsWith("LimitExceededError {tags.connect.9999=");
    assertThat(
            journal.refusal(
                "postCreateMany", Map.of("data", Collections.nCopies(1_001, Map.of("title", "X")))))
        .isEqualTo("LimitExceededError {data=has more than 1000 rows}");
  }

  @Test
  void asksFewStatementsHoweverManyRows() {
    List<Object> posts =
        IntStream.range(0, 300)
            .<Object>mapToObj(i ->
                Map.of(
                    "title",
                    "T" + i,
                    "author",
                    Map.of("connect", Map.of("id", i % 2 == 0 ? Journal.ADA : Journal.BOB)),
                    "comments",
                    Map.of("create", List.of(Map.of("text", "C" + i), Map.of("text", "D" + i))),
                    "tags",
                    Map.of("connect", List.of(Map.of("id", 1), Map.of("name", "blue")))))
            .toList();
    journal.statements.take();
    journal.mutate("postCreateMany", Map.of("data", posts), field("count"));
    // Authors, posts, comments, two keys of tags, the join table, and the answer.
    assertThat(journal.statements.take()).isEqualTo(7);

    assertThat(
            journal.texts(
                """
                select count(*) from posts p join comments c on c.post_id = p.id
                join authors a on a.id = p.author_id where p.id > 2
                and substr(p.title, 2) = substr(c.text, 2)
                and (a.name = 'Ada') = (substr(p.title, 2)::int % 2 = 0)\
                """))
        .containsExactly("600");
    assertThat(journal.texts("select count(*) from post_tags where post_id > 2"))
        .containsExactly("600");
  }
}
