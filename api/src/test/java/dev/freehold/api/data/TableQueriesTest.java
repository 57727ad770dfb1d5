package dev.freehold.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.api.access.Caller;
import dev.freehold.api.permission.Limits;
import dev.freehold.api.platform.FreeholdException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What callers with given rights get of real tables. */
class TableQueriesTest extends BlogReads {
  @Test
  void nestsRelationsOfAllKindsInOneStatement() {
    allowAll();

    assertThat(
            ask(
                "posts",
                "postsList",
                Map.of("filter", Map.of("id", Map.of("in", List.of(1, 6))), "first", 5),
                field("count"),
                field(
                    "items",
                    field("__typename"),
                    field("id"),
                    field("words"),
                    field("labels"),
                    field("postedAt"),
                    field("author", field("name"), field("salary")),
                    field("tags", field("items", field("name"))))))
        .isEqualTo(
            json(
                """
                {"count":2,"items":[
                  {"__typename":"Post","id":"1","words":"9007199254740993","labels":["x","y"],
                   "postedAt":"2026-11-21T08:00:00+00:00",
                   "author":{"name":"Ada","salary":"10.50"},
                   "tags":{"items":[{"name":"red"},{"name":"blue"}]}},
                  {"__typename":"Post","id":"6","words":"60","labels":null,"postedAt":null,
                   "author":null,"tags":{"items":[]}}]}\
                """));
  }

  @Test
  void findsOneRowByItsKeyOrNone() {
    allowAll();

    assertThat(ask("p", "post", Map.of("id", "3"), field("title")))
        .isEqualTo("{\"title\":\"Three\"}");
    assertThat(ask("p", "post", Map.of("id", "333"), field("title"))).isEqualTo("null");
  }

  @Test
  void hidesRowsThatNoRuleLetsThrough() {
    allow(Blog.POSTS, null, Map.of("authorId", Map.of("equals", "__loggedInUserId")));

    assertThat(ids(Map.of())).isEqualTo("1,2");
    assertThat(ask("p", "post", Map.of("id", "3"), field("title"))).isEqualTo("null");
    // Neither does the negation of a filter lead to them.
    assertThat(ids(Map.of("filter", Map.of("NOT", Map.of("title", Map.of("equals", "Two"))))))
        .isEqualTo("1");
  }

  @Test
  void unitesRolesRowByRowAndCellByCell() {
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
                field("items", field("id"), field("title"), field("secret"))))
        .isEqualTo(
            json(
                """
                {"items":[
                  {"id":"1","title":"One?","secret":"a"},
                  {"id":"2","title":null,"secret":"b"},
                  {"id":"3","title":"Three","secret":null},
                  {"id":"5","title":null,"secret":null},
                  {"id":"6","title":"Six_","secret":null}]}\
                """));
  }

  @Test
  void filtersAndSortsByWhatTheCallerSeesOnly() {
    allow(Blog.POSTS, List.of("id", "title"), Map.of("draft", Map.of("equals", false)));
    allow(
        Blog.POSTS,
        List.of("id", "secret"),
        Map.of("authorId", Map.of("equals", "__loggedInUserId")));

    // c is the hidden secret of 3: it neither matches nor sorts.
    assertThat(ids(Map.of("filter", Map.of("secret", Map.of("equals", "c"))))).isEmpty();
    assertThat(ids(Map.of("filter", Map.of("secret", Map.of("gt", "a"))))).isEqualTo("2");
    assertThat(ids(Map.of("sort", List.of(Map.of("secret", "DESC"))))).isEqualTo("3,5,6,2,1");
    assertThat(ids(Map.of("filter", Map.of("secret", Map.of("is_empty", true)))))
        .isEqualTo("3,5,6");
  }

  @Test
  void refusesFieldsThatAreNotGrantedAsIfTheyWereNotThere() {
    allow(Blog.POSTS, List.of("id"), null);

    for (Map<String, Object> arguments :
        List.<Map<String, Object>>of(
            Map.of("filter", Map.of("secret", Map.of("equals", "c"))),
            Map.of("filter", Map.of("nothing", Map.of("equals", "c"))),
            Map.of("sort", List.of(Map.of("secret", "ASC"))),
            Map.of("orderBy", List.of("secret_ASC")),
            Map.of("filter", Map.of("author", Map.of("name", Map.of("equals", "Ada")))))) {
      assertThatThrownBy(() -> ids(arguments)).isInstanceOf(FreeholdException.class);
    }
    assertThatThrownBy(() -> ask("l", "postsList", Map.of(), field("items", field("secret"))))
        .isInstanceOf(FreeholdException.class);
    assertThatThrownBy(() -> ask("l", "authorsList", Map.of(), field("count")))
        .isInstanceOf(FreeholdException.class);
  }

  @Test
  void doesNotReachThroughATableThatIsNotGranted() {
    allow(Blog.POSTS, null, null);
    allow(Blog.TAGS, null, null);

    assertThatThrownBy(
            () -> ask("l", "postsList", Map.of(), field("items", field("tags", field("count")))))
        .isInstanceOf(FreeholdException.class);
    assertThatThrownBy(() -> ids(Map.of("filter", Map.of("tags", Map.of("some", Map.of())))))
        .isInstanceOf(FreeholdException.class);
  }

  @Test
  void followsOnlyRowsOfTheJoinTableThatTheCallerSees() {
    allow(Blog.POSTS, null, null);
    allow(Blog.TAGS, null, null);
    allow(Blog.POST_TAGS, null, Map.of("tagId", Map.of("equals", 2)));

    assertThat(
            ask(
                "p",
                "post",
                Map.of("id", "1"),
                field("tags", field("count"), field("items", field("name")))))
        .isEqualTo("{\"tags\":{\"count\":1,\"items\":[{\"name\":\"blue\"}]}}");
    assertThat(
            ids(
                Map.of(
                    "filter", Map.of("tags", Map.of("some", Map.of("id", Map.of("equals", 1)))))))
        .isEmpty();
  }

  @Test
  void countsNoHiddenRowsOfRelations() {
    allow(Blog.AUTHORS, null, null);
    allow(Blog.POSTS, null, Map.of("draft", Map.of("equals", false)));

    assertThat(
            ask(
                "l",
                "authorsList",
                Map.of(
                    "filter",
                    Map.of("posts", Map.of("some", Map.of("title", Map.of("starts_with", "two"))))),
                field("count")))
        .isEqualTo("{\"count\":0}");
    assertThat(ask("l", "authorsList", Map.of(), field("items", field("posts", field("count")))))
        .isEqualTo("{\"items\":[{\"posts\":{\"count\":1}},{\"posts\":{\"count\":2}}]}");
  }

  @Test
  void grantsNothingWhenARuleAsksForWhatTheCallerHasNot() {
    allow(Blog.POSTS, null, Map.of("authorId", Map.of("not_equals", "__loggedInUserId")));

    assertThat(ids(Map.of(), new Caller.Guest())).isEmpty();
    assertThat(ids(Map.of())).isEqualTo("3,4,5,6");
  }

  @Test
  void comparesWithTwoValuesOnly() {
    allowAll();

    assertThat(ids(filter("title", "contains", "o"))).isEqualTo("1,2,4");
    assertThat(ids(filter("title", "not_contains", "o"))).isEqualTo("3,5,6");
    assertThat(ids(filter("title", "not_equals", "Two"))).isEqualTo("1,3,4,5,6");
    assertThat(ids(filter("title", "ends_with", "%"))).isEqualTo("4");
    assertThat(ids(filter("title", "contains", "_"))).isEqualTo("6");
    assertThat(ids(filter("title", "is_empty", true))).isEqualTo("5");
    assertThat(ids(filter("title", "is_not_empty", true))).isEqualTo("1,2,3,4,6");
    assertThat(ids(filter("words", "gte", "50"))).isEqualTo("1,5,6");
    assertThat(ids(filter("words", "not_in", List.of("20", "30")))).isEqualTo("1,4,5,6");
    assertThat(ids(filter("labels", "has", "y"))).isEqualTo("1");
    assertThat(ids(filter("labels", "is_empty", true))).isEqualTo("2,3,4,5,6");
    assertThat(ids(Map.of("filter", Map.of("tags", Map.of("none", Map.of())))))
        .isEqualTo("2,4,5,6");
    assertThat(
            ids(
                Map.of(
                    "filter",
                    Map.of("tags", Map.of("every", Map.of("name", Map.of("equals", "blue")))))))
        .isEqualTo("2,3,4,5,6");
    assertThat(ids(Map.of("filter", Map.of("OR", List.of())))).isEmpty();
    assertThat(ids(Map.of("filter", Map.of("AND", List.of())))).isEqualTo("1,2,3,4,5,6");
  }

  @Test
  void pagesFromBothEndsInAnyOrder() {
    allowAll();
    List<Map<String, String>> byTitle = List.of(Map.of("title", "DESC"));

    assertThat(ids(Map.of("sort", byTitle))).isEqualTo("5,2,3,6,1,4");
    assertThat(ids(Map.of("sort", byTitle, "first", 2, "skip", 1))).isEqualTo("2,3");
    assertThat(ids(Map.of("sort", byTitle, "last", 2))).isEqualTo("1,4");
    assertThat(ids(Map.of("sort", byTitle, "after", "3"))).isEqualTo("6,1,4");
    assertThat(ids(Map.of("sort", byTitle, "after", "5", "first", 1))).isEqualTo("2");
    assertThat(ids(Map.of("sort", byTitle, "before", "3"))).isEqualTo("5,2");
    assertThat(ids(Map.of("sort", byTitle, "before", "4", "last", 2))).isEqualTo("6,1");
    assertThat(ids(Map.of("orderBy", List.of("title_ASC"), "after", "2"))).isEqualTo("5");
    assertThat(ids(Map.of("sort", List.of(Map.of("author", Map.of("name", "DESC"))))))
        .isEqualTo("6,3,4,5,1,2");
    assertThat(ids(Map.of("after", "99"))).isEmpty();
  }

  @Test
  void takesTextsOfAttackersAsTexts() {
    allowAll();

    assertThat(ids(filter("title", "equals", "'; drop table posts; --"))).isEmpty();
    assertThat(ids(filter("title", "contains", "\\' or 1=1 --"))).isEmpty();
    assertThat(ids(filter("title", "in", List.of("Two\",\"Three", "Two\\", "{}")))).isEmpty();
    assertThat(ids(filter("title", "equals", "One?"))).isEqualTo("1");
    assertThatThrownBy(() -> ids(filter("words", "equals", "1) or (1=1")))
        .isInstanceOf(FreeholdException.class);
    assertThatThrownBy(() -> ids(Map.of("orderBy", List.of("title; drop table posts_ASC"))))
        .isInstanceOf(FreeholdException.class);
  }

  @Test
  void keepsTheLimitsOfThePermissions() {
    allow(Blog.POSTS, null, null, new Limits(2, 1, false));
    allow(Blog.AUTHORS, null, null);

    assertThat(ids(Map.of())).isEqualTo("1,2");
    assertThat(ids(Map.of("first", 1))).isEqualTo("1");
    assertThatThrownBy(() -> ids(Map.of("first", 3))).isInstanceOf(FreeholdException.class);
    assertThatThrownBy(() -> ask("l", "postsList", Map.of(), field("count")))
        .isInstanceOf(FreeholdException.class);
    assertThat(ask("p", "post", Map.of("id", "1"), field("author", field("name"))))
        .isEqualTo("{\"author\":{\"name\":\"Ada\"}}");
    assertThatThrownBy(() ->
            ask(
                "p",
                "post",
                Map.of("id", "1"),
                field("author", field("posts", field("items", field("id"))))))
        .isInstanceOf(FreeholdException.class);
  }

  @Test
  void joinsObjectsOfMoreThanFiftyFields() throws Exception {
    allowAll();
    Selection[] many =
        Stream.iterate(0, i -> i + 1)
            .limit(120)
            .map(i -> new Selection("f" + i, "id", Map.of(), List.of()))
            .toArray(Selection[]::new);

    assertThat(JSON.readTree(ask("p", "post", Map.of("id", "1"), many)).size()).isEqualTo(120);
  }

  private static Map<String, Object> filter(String field, String predicate, Object value) {
    return Map.of("filter", Map.of(field, Map.of(predicate, value)));
  }

  private String ids(Map<String, Object> arguments) {
    return ids(arguments, ADA);
  }

  private String ids(Map<String, Object> arguments, Caller caller) {
    String json = ask(caller, "l", "postsList", arguments, field("items", field("id")));
    return json.replaceAll("[^0-9,]", "").replaceAll("^,|,$", "");
  }
}
