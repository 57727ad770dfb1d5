package dev.freehold.api.data;

import static dev.freehold.api.data.Journal.denied;
import static dev.freehold.api.data.Journal.field;
import static dev.freehold.api.data.Journal.json;
import static dev.freehold.api.permission.Action.CREATE;
import static dev.freehold.api.permission.Action.DELETE;
import static dev.freehold.api.permission.Action.READ;
import static dev.freehold.api.permission.Action.UPDATE;
import static dev.freehold.api.permission.TestRoles.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.permission.Action;
import dev.freehold.api.permission.GrantedFields;
import dev.freehold.api.permission.TestRoles;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody may write who has several roles: each permission counts for itself. */
class SeveralRolesTest {
  private static final Selection ANY = field("__typename");

  private static Journal journal;
  private final TestRoles roles = new TestRoles().role().allow("comments", READ);

  @BeforeAll
  static void start() {
    journal = new Journal();
  }

  @BeforeEach
  void fill() {
    journal.fill();
  }

  /** One more role, with one permission for comments. */
  private void also(
      Action action,
      GrantedFields fields,
      Map<String, Object> rule,
      Map<String, Object> check,
      Map<String, Object> presets) {
    journal.as(roles.role().allow("comments", action, fields, rule, check, presets).set());
  }

  private static Map<String, Object> stars(String predicate, int value) {
    return Map.of("stars", Map.of(predicate, value));
  }

  private static String comments() {
    return String.join(
        ", ",
        journal.texts("select concat_ws(' ', text, stars, post_id) from comments order by id"));
  }

  @Test
  void joinsNoFieldsOfTwoRolesInOneRow() {
    also(CREATE, only(Set.of("text")), null, null, Map.of());
    also(CREATE, only(Set.of("stars")), null, null, Map.of());

    assertThat(journal.refusal("commentCreate", "{'text': 'x', 'stars': 1}")).isEqualTo(denied());
    journal.mutate("commentCreate", "{'text': 'x'}", ANY);
    also(UPDATE, only(Set.of("text")), null, null, Map.of());
    also(UPDATE, only(Set.of("stars")), null, null, Map.of());
    assertThat(journal.refusal("commentUpdate", "{'id': 1, 'text': 'x', 'stars': 1}"))
        .isEqualTo(denied());
    assertThat(comments()).isEqualTo("First 1 1, Second 2 2, x");
  }

  @Test
  void joinsNoFieldAndRelationOfTwoRolesInOneRow() {
    journal.as(
        roles
            .allow("comments", CREATE)
            .allow("posts", READ)
            .role()
            .allow("posts", CREATE, only(Set.of("title")), null, null, Map.of())
            .allow("posts", UPDATE, only(Set.of("title")), null, null, Map.of())
            .role()
            .allow("posts", CREATE, only(Set.of(), "comments"), null, null, Map.of())
            .allow("posts", UPDATE, only(Set.of(), "comments"), null, null, Map.of())
            .set());
    String both = "'title': 'x', 'comments': {'create': [{'text': 'y'}]}}";

    assertThat(journal.refusal("postCreate", "{" + both)).isEqualTo(denied());
    assertThat(journal.refusal("postUpdate", "{'id': 1, " + both)).isEqualTo(denied());
    journal.mutate("postUpdate", "{'id': 1, 'comments': {'create': [{'text': 'y'}]}}", ANY);
    assertThat(comments()).isEqualTo("First 1 1, Second 2 2, y 1");
  }

  @Test
  void makesARowThatOneOfThemAccepts() {
    also(CREATE, GrantedFields.ALL, null, stars("lt", 3), Map.of());
    also(CREATE, GrantedFields.ALL, null, stars("gt", 7), Map.of());

    journal.mutate("commentCreate", "{'text': 'low', 'stars': 1}", ANY);
    journal.mutate("commentCreate", "{'text': 'high', 'stars': 9}", ANY);
    assertThat(journal.refusal("commentCreate", "{'text': 'middle', 'stars': 5}"))
        .isEqualTo(denied());
    // Both rows are looked at, not some of them.
    assertThat(
            journal.refusal(
                "commentCreateMany",
                Map.of("data", json("[{'text': 'a', 'stars': 1}, {'text': 'b', 'stars': 5}]"))))
        .isEqualTo(denied());
    assertThat(comments()).isEqualTo("First 1 1, Second 2 2, low 1, high 9");
  }

  @Test
  void triesPresetsInTurn() {
    also(
        CREATE,
        only(Set.of("text", "post_id")),
        null,
        Map.of("post", Map.of("id", Map.of("equals", 1))),
        Map.of("stars", 10));
    also(CREATE, only(Set.of("text", "post_id")), null, null, Map.of("stars", 20));

    journal.mutate(
        "commentCreateMany",
        Map.of(
            "data",
            json(
                "[{'text': 'a', 'postId': 2}, {'text': 'b', 'postId': 1}, {'text': 'c', 'postId': 2}]")),
        ANY);
    assertThat(comments()).isEqualTo("First 1 1, Second 2 2, a 20 2, b 10 1, c 20 2");
  }

  @Test
  void keepsTheOrderOfRowsThatDifferentRolesMake() {
    journal.as(
        roles
            .allow("comments", CREATE)
            .allow("posts", READ)
            .allow("posts", CREATE, only(Set.of("title", "slug"), "comments"), null, null, Map.of())
            .role()
            .allow("posts", CREATE, only(Set.of("title"), "comments"), null, null, Map.of())
            .set());

    journal.mutate(
        "postCreateMany",
        Map.of(
            "data",
            json(
                """
                [{'title': 'A', 'slug': 'a', 'comments': {'create': [{'text': 'a'}]}},
                 {'title': 'B', 'comments': {'create': [{'text': 'b'}]}},
                 {'title': 'C', 'slug': 'c', 'comments': {'create': [{'text': 'c'}]}}]\
                """)),
        ANY);
    assertThat(
            journal.texts(
                """
                select title || text from posts p join comments c on c.post_id = p.id
                where p.id > 2 order by 1\
                """))
        .containsExactly("Aa", "Bb", "Cc");
  }

  @Test
  void changesEachRowByTheRoleWhoseRuleItMeets() {
    also(UPDATE, only(Set.of("text")), stars("equals", 1), stars("lt", 9), Map.of());
    also(
        UPDATE,
        only(Set.of("text")),
        stars("equals", 2),
        stars("lt", 9),
        Collections.singletonMap("post_id", null));
    journal.schema.database.execute("insert into comments (text, stars) values ('Third', 3)");

    assertThat(
            journal.mutate(
                "commentUpdateByFilter",
                Map.of("filter", Map.of("id", Map.of("gt", 0)), "data", json("{'text': 'x'}")),
                field("count")))
        .isEqualTo("{\"count\":2}");
    assertThat(comments()).isEqualTo("x 1 1, x 2, Third 3");
    assertThat(journal.refusal("commentUpdate", "{'id': 3, 'text': 'x'}")).isEqualTo(denied());
  }

  @Test
  void acceptsAChangeThatOneOfTheRolesAcceptsForThatRow() {
    also(UPDATE, GrantedFields.ALL, stars("lte", 2), stars("lt", 5), Map.of());
    also(UPDATE, GrantedFields.ALL, stars("equals", 2), stars("gt", 7), Map.of());

    journal.mutate("commentUpdate", "{'id': 2, 'stars': 9}", ANY);
    // The second role accepts it, but not for this row.
    assertThat(journal.refusal("commentUpdate", "{'id': 1, 'stars': 9}")).isEqualTo(denied());
    assertThat(comments()).isEqualTo("First 1 1, Second 9 2");
  }

  @Test
  void presetsNothingThatTheOtherRoleWrites() {
    also(UPDATE, GrantedFields.ALL, stars("equals", 1), null, Map.of("text", "preset"));
    also(UPDATE, only(Set.of("stars")), null, null, Map.of());

    journal.mutate(
        "commentUpdateByFilter",
        Map.of("filter", Map.of("id", Map.of("gt", 0)), "data", json("{'stars': 1}")),
        ANY);
    assertThat(comments()).isEqualTo("preset 1 1, Second 1 2");
  }

  @Test
  void asksNoCheckOfARoleWhosePresetsWereNotWritten() {
    also(UPDATE, GrantedFields.ALL, null, stars("lt", 5), Map.of("text", "preset"));
    also(UPDATE, only(Set.of("stars")), null, stars("gt", 7), Map.of());

    assertThat(journal.refusal("commentUpdate", "{'id': 1, 'stars': 9}")).isEqualTo(denied());
    journal.mutate("commentUpdate", "{'id': 1, 'stars': 3}", ANY);
    assertThat(comments()).isEqualTo("preset 3 1, Second 2 2");
  }

  @Test
  void changesNoRowByItsCheckAlone() {
    also(UPDATE, GrantedFields.ALL, stars("equals", 1), stars("lt", 9), Map.of());

    journal.mutate(
        "commentUpdateByFilter",
        Map.of("filter", Map.of("id", Map.of("gt", 0)), "data", json("{'text': 'x'}")),
        ANY);
    assertThat(comments()).isEqualTo("x 1 1, Second 2 2");
  }

  @Test
  void deletesWhatOneOfThemLetsGo() {
    also(DELETE, GrantedFields.ALL, stars("equals", 1), null, Map.of());
    also(DELETE, GrantedFields.ALL, stars("equals", 2), null, Map.of());
    journal.schema.database.execute("insert into comments (text, stars) values ('Third', 3)");

    assertThat(journal.refusal("commentDelete", "{'id': 3}")).isEqualTo(denied());
    journal.mutate("commentDeleteByFilter", Map.of("filter", Map.of("id", Map.of("gt", 0))), ANY);
    assertThat(comments()).isEqualTo("Third 3");
  }

  @Test
  void asksForThePermissionThatTheActionNeeds() {
    also(UPDATE, GrantedFields.ALL, null, null, Map.of());

    for (String field : List.of("commentCreate", "commentDelete")) {
      assertThat(journal.refusal(field, "{'id': 1}")).isEqualTo(denied());
    }
    assertThat(
            journal.refusal(
                "commentUpsert",
                Map.of(
                    "filter",
                    Map.of("id", 1),
                    "create",
                    Map.of(),
                    "update",
                    json("{'text': 'x'}"))))
        .isEqualTo(denied());
    journal.mutate("commentUpdate", "{'id': 1, 'stars': null}", ANY);
    assertThat(comments()).isEqualTo("First 1, Second 2 2");
  }
}
