package dev.freehold.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.api.permission.Limits;
import dev.freehold.api.platform.FreeholdException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said of many rows together, and of groups of them, to callers with given rights. */
class TableAggregatesTest extends BlogReads {

  @Test
  void addsUpWithoutLosingDigits() {
    allowAll();

    assertThat(
            ask(
                "l",
                "postsList",
                Map.of(),
                field("count"),
                field(
                    "aggregates",
                    field("__typename"),
                    said("words", "__typename", "count", "sum", "avg", "min", "max"),
                    said("title", "count", "countDistinct", "min"),
                    said("authorId", "countDistinct", "max"),
                    said("draft", "and", "or"),
                    said("postedAt", "max"),
                    said("labels", "count"))))
        .isEqualTo(
            json(
                """
                {"count":6,"aggregates":{
                  "__typename":"PostAggregates",
                  "words":{"__typename":"BigIntAggregates","count":5,"sum":"9007199254741153",
                    "avg":"1801439850948230.6000","min":"20","max":"9007199254740993"},
                  "title":{"count":5,"countDistinct":5,"min":"Four 100%"},
                  "authorId":{"countDistinct":2,"max":"00000000-0000-7000-8000-00000000000b"},
                  "draft":{"and":false,"or":true},
                  "postedAt":{"max":"2026-11-21T08:00:00+00:00"},
                  "labels":{"count":2}}}\
                """));
  }

  @Test
  void saysOfNoRowsThatThereIsNothing() {
    allowAll();

    assertThat(
            ask(
                "l",
                "postsList",
                Map.of("filter", Map.of("id", Map.of("equals", "99"))),
                field(
                    "aggregates",
                    said("words", "count", "sum", "avg", "max", "distinct"),
                    said("draft", "and"))))
        .isEqualTo(
            json(
                """
                {"aggregates":{"words":{"count":0,"sum":null,"avg":null,"max":null,"distinct":[]},
                  "draft":{"and":null}}}\
                """));
  }

  @Test
  void listsDifferentValuesInTheirOrderUpToABound() {
    allowAll();
    Selection two = new Selection("two", "distinct", Map.of("first", 2), List.of());
    Selection drafts = field("draft", field("distinct"));

    assertThat(
            ask(
                "l",
                "postsList",
                Map.of("first", 1),
                field("aggregates", field("words", two), drafts, said("title", "distinct"))))
        .isEqualTo(
            json(
                """
                {"aggregates":{"words":{"two":["20","30"]},"draft":{"distinct":[false,true]},
                  "title":{"distinct":["Four 100%","One?","Six_","Three","Two"]}}}\
                """));
  }

  @Test
  void aggregatesRelationsToMany() {
    allowAll();

    assertThat(
            ask(
                "l",
                "authorsList",
                Map.of(),
                field(
                    "items",
                    field("name"),
                    new Selection(
                        "posts",
                        "posts",
                        Map.of("filter", Map.of("draft", Map.of("equals", false))),
                        List.of(field("aggregates", said("words", "sum")))))))
        .isEqualTo(
            json(
                """
                {"items":[{"name":"Ada","posts":{"aggregates":{"words":{"sum":"9007199254740993"}}}},
                  {"name":"Bob","posts":{"aggregates":{"words":{"sum":"80"}}}}]}\
                """));
  }

  @Test
  void countsNeitherHiddenRowsNorHiddenCells() {
    allow(Blog.POSTS, List.of("id", "title"), Map.of("draft", Map.of("equals", false)));
    allow(
        Blog.POSTS,
        List.of("id", "secret"),
        Map.of("authorId", Map.of("equals", "__loggedInUserId")));

    assertThat(
            ask(
                "l",
                "postsList",
                Map.of(),
                field(
                    "aggregates",
                    said("id", "count"),
                    said("title", "distinct"),
                    said("secret", "count", "countDistinct", "min", "max", "distinct"))))
        .isEqualTo(
            json(
                """
                {"aggregates":{"id":{"count":5},"title":{"distinct":["One?","Six_","Three"]},
                  "secret":{"count":2,"countDistinct":2,"min":"a","max":"b","distinct":["a","b"]}}}\
                """));
    assertThat(groups(Map.of("secret", Map.of()), field("secret", "String"), field("GroupIds")))
        .isEqualTo(
            json(
                """
                [{"secret":"a","GroupIds":["1"]},{"secret":"b","GroupIds":["2"]},
                 {"secret":null,"GroupIds":["3","5","6"]}]\
                """));
  }

  @Test
  void showsNoIdsThatAreHidden() {
    allow(Blog.POSTS, List.of("title"), null);
    allow(Blog.POSTS, List.of("id"), Map.of("draft", Map.of("equals", true)));

    assertThat(groups(Map.of(), field("GroupIds"))).isEqualTo("[{\"GroupIds\":[\"2\",\"4\"]}]");
    assertThat(
            groups(
                Map.of(),
                field("PostGroup", field("count"), field("items", field("id"), field("title")))))
        .contains("{\"id\":null,\"title\":\"One?\"}")
        .contains("\"count\":6");
  }

  @Test
  void groupsByColumnsAndThroughRelations() {
    allowAll();

    assertThat(
            groupsBy(
                Map.of(
                    "sort",
                    List.of(
                        Map.of("alias", "authorName", "direction", "ASC"),
                        Map.of("alias", "draft", "direction", "ASC")),
                    "query",
                    Map.of(
                        "author", Map.of("name", Map.of("as", "authorName")),
                        "draft", List.of(Map.of("as", "draft")),
                        "id", fn("posts", "COUNT"),
                        "words", List.of(fn("words", "SUM"), fn("mean", "AVG")))),
                field("authorName", "String"),
                field("draft", "Boolean"),
                field("posts", "Int"),
                field("words", "BigDecimal"),
                field("mean", "BigDecimal")))
        .isEqualTo(
            json(
                """
                [{"authorName":"Ada","draft":false,"posts":1,"words":"9007199254740993",
                  "mean":"9007199254740993.0000"},
                 {"authorName":"Ada","draft":true,"posts":1,"words":"20","mean":"20.0000000000000000"},
                 {"authorName":"Bob","draft":false,"posts":2,"words":"80","mean":"40.0000000000000000"},
                 {"authorName":"Bob","draft":true,"posts":1,"words":null,"mean":null},
                 {"authorName":null,"draft":false,"posts":1,"words":"60","mean":"60.0000000000000000"}]\
                """));
  }

  @Test
  void choosesAndSortsGroups() {
    allowAll();
    Map<String, Object> query =
        Map.of("authorId", Map.of("as", "author"), "id", fn("posts", "COUNT"));
    Selection[] shown = {field("author", "ID"), field("posts", "Int")};

    assertThat(
            groupsBy(
                Map.of(
                    "query", query,
                    "having", Map.of("alias", "posts", "int", Map.of("gt", 1)),
                    "sort", List.of(Map.of("alias", "posts", "direction", "DESC"))),
                shown))
        .isEqualTo(
            "[{\"author\":\"%s\",\"posts\":3},{\"author\":\"%s\",\"posts\":2}]"
                .formatted(Blog.BOB, Blog.ADA));
    assertThat(
            groupsBy(
                Map.of(
                    "query",
                    query,
                    "having",
                    Map.of(
                        "OR",
                        List.of(
                            Map.of("alias", "author", "id", Map.of("is_empty", true)),
                            Map.of(
                                "NOT", Map.of("alias", "posts", "int", Map.of("not_equals", 2))))),
                    "first",
                    1,
                    "skip",
                    1),
                shown))
        .isEqualTo("[{\"author\":null,\"posts\":1}]");
    assertThat(groupsBy(Map.of("query", query, "last", 2), shown))
        .isEqualTo(
            "[{\"author\":\"%s\",\"posts\":3},{\"author\":null,\"posts\":1}]".formatted(Blog.BOB));
  }

  @Test
  void listsTheRowsOfGroups() {
    allowAll();

    assertThat(
            groups(
                Map.of("draft", Map.of(), "_group", List.of(Map.of("as", "posts"))),
                field("draft", "Boolean"),
                new Selection(
                    "posts",
                    "PostGroup",
                    Map.of(
                        "filter", Map.of("id", Map.of("gt", "1")),
                        "sort", List.of(Map.of("title", "DESC")),
                        "first", 2),
                    List.of(
                        field("count"),
                        field("items", field("title")),
                        field("aggregates", said("words", "sum"))))))
        .isEqualTo(
            json(
                """
                [{"draft":false,"posts":{"count":3,"items":[{"title":null},{"title":"Three"}],
                  "aggregates":{"words":{"sum":"140"}}}},
                 {"draft":true,"posts":{"count":2,"items":[{"title":"Two"},{"title":"Four 100%"}],
                  "aggregates":{"words":{"sum":"20"}}}}]\
                """));
  }

  @Test
  void takesAllRowsForOneGroupWhenNothingMakesGroups() {
    allowAll();

    assertThat(groups(Map.of("words", fn("most", "MAX")), field("most", "BigInt")))
        .isEqualTo("[{\"most\":\"9007199254740993\"}]");
    assertThat(groups(Map.of(), field("__typename")))
        .isEqualTo("[{\"__typename\":\"GroupByResponse\"}]");
  }

  @Test
  void refusesWhatGroupsDoNotHave() {
    allowAll();
    Map<String, Object> byTitle = Map.of("title", Map.of("as", "t"));
    Map<String, Object> byAttack = Map.of("title", Map.of("as", "t\", (select 1) as \"u"));

    Stream.<Runnable>of(
            () -> groups(byTitle, field("u", "String")),
            () -> groups(byTitle, field("t", "Int")),
            () -> groups(byTitle, field("AuthorGroup", field("count"))),
            () -> groups(byAttack, field("__typename")),
            () -> groups(Map.of("labels", Map.of("as", "l")), field("l", "String")),
            () -> groups(Map.of("tags", Map.of("name", Map.of("as", "l"))), field("l", "String")),
            () -> groups(Map.of("title", fn("t", "SUM")), field("t", "String")),
            () -> groups(Map.of("title", fn("t", "pg_sleep(1)")), field("t", "String")),
            () ->
                groups(
                    Map.of("title", Map.of("as", "x"), "id", Map.of("as", "x")),
                    field("x", "String")),
            () ->
                groupsBy(
                    Map.of(
                        "query",
                        byTitle,
                        "sort",
                        List.of(Map.of("alias", "t; drop table posts", "direction", "ASC"))),
                    field("__typename")),
            () ->
                groupsBy(
                    Map.of(
                        "query",
                        Map.of("words", fn("t", "MAX")),
                        "having",
                        Map.of("alias", "t", "int", Map.of("gt", "' or 1=1"))),
                    field("__typename")),
            () -> groupsBy(Map.of("query", byTitle, "first", 1001), field("__typename")),
            () -> ask("l", "postsList", Map.of(), field("groups", field("__typename"))))
        .forEach(attempt -> assertThatThrownBy(attempt::run).isInstanceOf(FreeholdException.class));
  }

  @Test
  void refusesFieldsThatAreNotGranted() {
    allow(Blog.POSTS, List.of("id", "title", "author"), null);

    Stream.<Runnable>of(
            () -> ask("l", "postsList", Map.of(), field("aggregates", said("secret", "count"))),
            () -> groups(Map.of("secret", Map.of("as", "s")), field("s", "String")),
            () -> groups(Map.of("secret", fn("s", "COUNT")), field("s", "Int")),
            () -> groups(Map.of("author", Map.of("name", Map.of("as", "s"))), field("s", "String")),
            () ->
                ask(
                    "l",
                    "postsList",
                    Map.of(),
                    field("items", field("tags", field("aggregates", said("id", "count"))))))
        .forEach(attempt -> assertThatThrownBy(attempt::run).isInstanceOf(FreeholdException.class));
  }

  @Test
  void keepsTheLimitsOfThePermissions() {
    allow(Blog.POSTS, null, null, new Limits(2, null, true));
    allow(Blog.TAGS, null, null, new Limits(null, null, false));

    assertThat(groups(Map.of("id", Map.of("as", "i")), field("i", "ID")))
        .isEqualTo("[{\"i\":\"1\"},{\"i\":\"2\"}]");
    assertThat(groups(Map.of(), field("GroupIds"))).isEqualTo("[{\"GroupIds\":[\"1\",\"2\"]}]");
    assertThatThrownBy(() ->
            groups(
                Map.of(),
                new Selection("r", "PostGroup", Map.of("first", 3), List.of(field("count")))))
        .isInstanceOf(FreeholdException.class);
    assertThatThrownBy(
            () -> ask("l", "tagsList", Map.of(), field("aggregates", said("id", "count"))))
        .isInstanceOf(FreeholdException.class);
    assertThatThrownBy(() ->
            ask(
                "l",
                "tagsList",
                Map.of("groupBy", Map.of("query", Map.of())),
                field("groups", field("__typename"))))
        .isInstanceOf(FreeholdException.class);
  }

  @Test
  void answersASelectionOfNothing() {
    allowAll();

    assertThat(ask("l", "postsList", Map.of("first", 1), field("items"), field("aggregates")))
        .isEqualTo("{\"items\":[{}],\"aggregates\":{}}");
  }

  private static Map<String, Object> fn(String name, String aggregate) {
    return Map.of("as", name, "fn", Map.of("aggregate", aggregate));
  }

  private static Selection field(String alias, String type) {
    return new Selection(alias, type, Map.of(), List.of());
  }

  private static Selection said(String column, String... aggregates) {
    return field(column, Stream.of(aggregates).map(BlogReads::field).toArray(Selection[]::new));
  }

  private String groups(Map<String, Object> query, Selection... shown) {
    return groupsBy(Map.of("query", query), shown);
  }

  private String groupsBy(Map<String, Object> groupBy, Selection... shown) {
    String answer = ask("l", "postsList", Map.of("groupBy", groupBy), field("groups", shown));
    return answer.substring("{\"groups\":".length(), answer.length() - 1);
  }
}
