package dev.freehold.api.data;

import static dev.freehold.api.data.Journal.field;
import static dev.freehold.api.data.Journal.json;
import static dev.freehold.api.permission.Action.CREATE;
import static dev.freehold.api.permission.Action.DELETE;
import static dev.freehold.api.permission.Action.READ;
import static dev.freehold.api.permission.Action.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.permission.Action;
import dev.freehold.api.permission.GrantedFields;
import dev.freehold.api.permission.TestRoles;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that are marked as deleted, and come back. */
class RestoreTest {
  private static final Map<String, Object> MINE =
      Map.of("owner", Map.of("equals", "__loggedInUserId"));

  private static Journal journal;

  @BeforeAll
  static void start() {
    journal = new Journal();
  }

  @BeforeEach
  void delete() {
    journal.fill();
    journal.schema.database.execute("update posts set deleted_at = now() where id = 1");
    journal.as(TestRoles.administrator());
  }

  private static String there() {
    return String.join(
        ", ", journal.texts("select title from posts where deleted_at is null order by id"));
  }

  private static TestRoles all(Action... actions) {
    return new TestRoles().role().allow("posts", actions);
  }

  @Test
  void bringsBackByIdOrKey() {
    assertThat(journal.mutate("postRestore", "{'id': 1}", field("title")))
        .isEqualTo("{\"title\":\"One\"}");
    assertThat(there()).isEqualTo("One, Two");

    journal.mutate("postDelete", "{'id': 1}", field("success"));
    assertThat(there()).isEqualTo("Two");
    journal.mutate("postRestore", Map.of("filter", Map.of("slug", "one")), field("title"));
    assertThat(there()).isEqualTo("One, Two");
  }

  @Test
  void findsDeletedRowsOnly() {
    for (int id : new int[] {2, 99}) {
      assertThat(journal.refusal("postRestore", "{'id': %d}".formatted(id)))
          .isEqualTo("EntityNotFoundError {post=There is no such row}");
    }
  }

  @Test
  void needsTheRowToBeSeenChangedAndDeleted() {
    journal.as(all(READ, UPDATE).set());
    assertThat(journal.refusal("postRestore", "{'id': 1}")).startsWith("NotAuthorizedError");
    journal.as(all(READ, DELETE).set());
    assertThat(journal.refusal("postRestore", "{'id': 1}")).startsWith("NotAuthorizedError");

    journal.as(
        all(UPDATE, DELETE).allow("posts", READ, GrantedFields.ALL, MINE, null, Map.of()).set());
    assertThat(journal.refusal("postRestore", "{'id': 1}"))
        .isEqualTo("EntityNotFoundError {post=There is no such row}");
    journal.as(
        all(READ, DELETE).allow("posts", UPDATE, GrantedFields.ALL, MINE, null, Map.of()).set());
    assertThat(journal.refusal("postRestore", "{'id': 1}")).startsWith("NotAuthorizedError");
    journal.as(
        all(READ, UPDATE).allow("posts", DELETE, GrantedFields.ALL, MINE, null, Map.of()).set());
    assertThat(journal.refusal("postRestore", "{'id': 1}")).startsWith("NotAuthorizedError");
    assertThat(there()).isEqualTo("Two");

    journal.schema.database.execute(
        "update posts set owner = '%s' where id = 1".formatted(Journal.ADA));
    journal.mutate("postRestore", "{'id': 1}", field("title"));
    assertThat(there()).isEqualTo("One, Two");
  }

  @Test
  void presetsAndChecksLikeAnUpdate() {
    journal.as(
        all(READ, DELETE)
            .allow(
                "posts",
                UPDATE,
                GrantedFields.ALL,
                null,
                Map.of("slug", Map.of("not_equals", "one")),
                Map.of("owner", "__loggedInUserId"))
            .set());
    assertThat(journal.refusal("postRestore", "{'id': 1}")).startsWith("NotAuthorizedError");
    assertThat(there()).isEqualTo("Two");

    journal.schema.database.execute("update posts set slug = 'uno' where id = 1");
    journal.mutate("postRestore", "{'id': 1}", field("title"));
    assertThat(journal.texts("select owner from posts where id = 1")).containsExactly(Journal.ADA);
  }

  @Test
  void letsNobodyWriteTheMark() {
    assertThat(journal.refusal("postUpdate", "{'id': 2, 'deletedAt': '2026-11-21T00:00:00Z'}"))
        .isEqualTo("ValidationError {deletedAt=Post.deletedAt has no field of that name to write}");
    journal.as(all(READ, CREATE, UPDATE).set());
    assertThat(journal.refusal("postCreate", "{'title': 'X', 'deletedAt': '2026-11-21T00:00:00Z'}"))
        .isEqualTo("ValidationError {deletedAt=Post.deletedAt has no field of that name to write}");
  }

  @Test
  void connectsThroughAJoinTableThatMarksItsRows() {
    journal.schema.database.execute(
        """
        create table if not exists clubs (id int primary key);
        create table if not exists members (id int primary key);
        create table if not exists club_members (club_id int references clubs,
          member_id int references members, gone boolean not null default false,
          primary key (club_id, member_id));
        truncate clubs, members, club_members; insert into clubs values (1);
        insert into members values (1), (2);
        insert into club_members values (1, 1, false)\
        """);
    journal.schema.softDelete("club_members", "gone");
    Journal clubs = journal.reread();
    clubs.as(TestRoles.administrator());
    String gone = "select member_id || ' ' || gone from club_members order by 1";

    clubs.mutate(
        "clubUpdate",
        Map.of("data", json("{'id': 1, 'members': {'disconnect': [{'id': 1}]}}")),
        field("id"));
    assertThat(journal.texts(gone)).containsExactly("1 true");
    clubs.mutate(
        "clubUpdate",
        Map.of("data", json("{'id': 1, 'members': {'reconnect': [{'id': 1}, {'id': 2}]}}")),
        field("id"));
    assertThat(journal.texts(gone)).containsExactly("1 false", "2 false");
  }
}
