package dev.freehold.api.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freehold.api.TestApi;
import dev.freehold.api.access.Caller;
import dev.freehold.api.access.Roles;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What callers may do, on two nodes with one database. */
class PermissionsTest {
  private static final TableId POSTS = new TableId("public", "posts");
  private static final Duration PROMISED = Duration.ofSeconds(1);

  private static TestApi api;
  private static EmbeddedServer other;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    other = api.anotherNode(Map.of());
  }

  @AfterAll
  static void stop() {
    other.close();
    api.close();
  }

  @BeforeEach
  void empty() {
    api.prepare(
        "delete from freehold.roles where not built_in; delete from freehold.permissions;"
            + " insert into freehold.roles (id, name) values (gen_random_uuid(), 'Reader'),"
            + " (gen_random_uuid(), 'Writer')");
  }

  private static Permissions here() {
    return api.server.getApplicationContext().getBean(Permissions.class);
  }

  private static Permissions there() {
    return other.getApplicationContext().getBean(Permissions.class);
  }

  private static Caller.User user(String... roles) {
    return new Caller.User(
        UUID.randomUUID(),
        UUID.randomUUID(),
        "https://issuer.example.com",
        "s",
        "ada@example.com",
        Set.of(roles));
  }

  private static void grant(String role, String action, String more) {
    api.prepare(
        """
        insert into freehold.permissions (role_id, table_schema, table_name, action %s)
        select id, 'public', 'posts', '%s' %s from freehold.roles where name = '%s'\
        """
            .formatted(
                more.isEmpty() ? "" : ", " + more.substring(0, more.indexOf('=')),
                action,
                more.isEmpty() ? "" : ", " + more.substring(more.indexOf('=') + 1),
                role));
  }

  @Test
  void whatNoPermissionAllowsIsDenied() {
    for (Caller caller : List.of(user("Reader", "Guest"), new Caller.Guest())) {
      for (Action action : Action.values()) {
        assertThat(here().of(caller).grants(POSTS, action)).isEmpty();
        assertThat(here().of(caller).allows(POSTS, action)).isFalse();
      }
      assertThat(here().of(caller).everything()).isFalse();
    }
  }

  @Test
  void allRolesAreUnited() {
    grant("Reader", "READ", "rule='{\"published\": {\"equals\": true}}'::jsonb");
    grant("Writer", "READ", "columns, relations=array['title'], array['author']");
    List<Grant> grants = here().of(user("Reader", "Writer")).grants(POSTS, Action.READ);
    assertThat(grants).extracting(Grant::roleName).containsExactlyInAnyOrder("Reader", "Writer");
    Grant reader = grants.stream().filter(one -> one.roleName().equals("Reader")).findFirst().get();
    assertThat(reader.fields()).isEqualTo(GrantedFields.ALL);
    assertThat(reader.rule()).isEqualTo(Map.of("published", Map.of("equals", true)));
    Grant writer = grants.stream().filter(one -> one.roleName().equals("Writer")).findFirst().get();
    assertThat(writer.rule()).isNull();
    assertThat(writer.fields().column("title")).isTrue();
    assertThat(writer.fields().column("body")).isFalse();
    assertThat(writer.fields().relation("author")).isTrue();
    assertThat(writer.fields().relation("title")).isFalse();

    assertThat(here().of(user("Reader")).grants(POSTS, Action.READ)).hasSize(1);
    assertThat(here().of(user("Reader")).grants(POSTS, Action.UPDATE)).isEmpty();
  }

  @Test
  void narrowedToOneRoleHasThatAlone() {
    grant("Reader", "READ", "");
    grant("Writer", "UPDATE", "");
    Caller both = user("Reader", "Writer");
    RoleSet narrowed = here().of(both, Optional.of("Reader"));
    assertThat(narrowed.allows(POSTS, Action.READ)).isTrue();
    assertThat(narrowed.allows(POSTS, Action.UPDATE)).isFalse();
    assertThat(here().of(both, Optional.empty()).allows(POSTS, Action.UPDATE)).isTrue();
    assertThatThrownBy(() -> here().of(both, Optional.of(Roles.ADMINISTRATOR)))
        .isInstanceOf(FreeholdException.class);
    assertThat(here().of(user(Roles.ADMINISTRATOR, "Reader"), Optional.of("Reader")).everything())
        .isFalse();
  }

  @Test
  void administratorsMayDoEverything() {
    for (Caller caller :
        List.of(
            user(Roles.ADMINISTRATOR),
            new Caller.ApiToken(UUID.randomUUID(), "job", Set.of(Roles.ADMINISTRATOR)))) {
      RoleSet roles = here().of(caller);
      assertThat(roles.everything()).isTrue();
      assertThat(roles.grants(POSTS, Action.DELETE))
          .singleElement()
          .satisfies(grant -> {
            assertThat(grant.fields()).isEqualTo(GrantedFields.ALL);
            assertThat(grant.rule()).isNull();
            assertThat(grant.limits()).isEqualTo(Limits.NONE);
          });
    }
  }

  @Test
  void everyUserReadsAndUpdatesHisOwnRowOfUsers() {
    RoleSet roles = here().of(user());
    Grant read = roles.grants(TableId.USERS, Action.READ).getFirst();
    assertThat(read.rule()).isEqualTo(Map.of("id", Map.of("equals", "__loggedInUserId")));
    assertThat(read.fields().column("email")).isTrue();
    assertThat(read.fields().column("added_by_the_company")).isFalse();
    Grant update = roles.grants(TableId.USERS, Action.UPDATE).getFirst();
    assertThat(update.written()).isEqualTo(read.rule());
    assertThat(update.fields())
        .isEqualTo(
            new GrantedFields.Only(
                Set.of("first_name", "last_name", "timezone", "avatar"), Set.of()));
    assertThat(roles.allows(TableId.USERS, Action.CREATE)).isFalse();
    assertThat(roles.allows(TableId.USERS, Action.DELETE)).isFalse();

    Caller token = new Caller.ApiToken(UUID.randomUUID(), "job", Set.of("Reader"));
    for (Caller nobody : List.of(new Caller.Guest(), token)) {
      assertThat(here().of(nobody).allows(TableId.USERS, Action.READ)).isFalse();
    }
  }

  @Test
  void guestIsForCallersWithoutUser() {
    grant("Guest", "READ", "");
    Caller unlinked =
        new Caller.Unlinked(UUID.randomUUID(), "https://issuer.example.com", "s", Map.of());
    assertThat(here().of(new Caller.Guest()).allows(POSTS, Action.READ)).isTrue();
    assertThat(here().of(unlinked).allows(POSTS, Action.READ)).isTrue();
    assertThat(here().of(user("Reader")).allows(POSTS, Action.READ)).isFalse();
  }

  @Test
  void changeIsInForceOnBothNodes() {
    Caller reader = user("Reader");
    assertThat(here().of(reader).allows(POSTS, Action.READ)).isFalse();
    assertThat(there().of(reader).allows(POSTS, Action.READ)).isFalse();
    // By SQL, so that neither node knows it from itself.
    api.database.execute(
        "insert into freehold.permissions (role_id, table_schema, table_name, action)"
            + " select id, 'public', 'posts', 'READ' from freehold.roles where name = 'Reader'");
    for (Permissions node : List.of(here(), there())) {
      await().atMost(PROMISED).until(() -> node.of(reader).allows(POSTS, Action.READ));
    }
    api.database.execute("truncate freehold.permissions");
    for (Permissions node : List.of(here(), there())) {
      await().atMost(PROMISED).until(() -> !node.of(reader).allows(POSTS, Action.READ));
    }
  }

  @Test
  void roleThatIsRenamedOrRemovedGivesNothingUnderItsOldName() {
    grant("Reader", "READ", "");
    Caller reader = user("Reader");
    assertThat(there().of(reader).allows(POSTS, Action.READ)).isTrue();
    api.database.execute("update freehold.roles set name = 'Viewer' where name = 'Reader'");
    await().atMost(PROMISED).until(() -> !there().of(reader).allows(POSTS, Action.READ));
    assertThat(there().of(user("Viewer")).allows(POSTS, Action.READ)).isTrue();
    api.database.execute("delete from freehold.roles where name = 'Viewer'");
    await().atMost(PROMISED).until(() -> !there().of(user("Viewer")).allows(POSTS, Action.READ));
    assertThat(api.database.texts("select 1 from freehold.permissions")).isEmpty();
  }

  @Test
  void keyTellsCallersAndChangesApart() {
    // What other tests changed may still be on its way to this node.
    await()
        .untilAsserted(() ->
            assertThat(here().of(user("Writer", "Reader")).key())
                .isEqualTo(here().of(user("Reader", "Writer")).key()));
    RoleSet.Key key = here().of(user("Reader", "Writer")).key();
    assertThat(here().of(user("Reader")).key()).isNotEqualTo(key);
    Caller token = new Caller.ApiToken(UUID.randomUUID(), "job", Set.of("Reader", "Writer"));
    assertThat(here().of(token).key()).isNotEqualTo(key);
    grant("Reader", "READ", "");
    assertThat(here().of(user("Reader", "Writer")).key()).isNotEqualTo(key);
  }

  @Test
  void answersComeFromMemory() {
    // What other tests changed may still be on its way to this node, and PostgreSQL's idle sessions
    // count what they did with a delay of up to 10 s.
    await().atMost(Duration.ofSeconds(30)).untilAsserted(PermissionsTest::asksTheDatabaseNothing);
  }

  private static void asksTheDatabaseNothing() {
    Caller reader = user("Reader");
    RoleSet.Key key = here().of(reader).key();
    String count =
        "select coalesce(sum(seq_scan + coalesce(idx_scan, 0)), 0) from pg_stat_user_tables"
            + " where schemaname = 'freehold' and relname = 'permissions'";
    api.database.execute("select pg_stat_force_next_flush()");
    String before = api.database.texts(count).getFirst();
    for (int i = 0; i < 1_000; i++) {
      assertThat(here().of(reader).key()).isEqualTo(key);
    }
    assertThat(api.database.texts(count).getFirst()).isEqualTo(before);
  }

  @Test
  void platformsOtherTablesAreNobodys() {
    assertThatThrownBy(() ->
            api.database.execute(
                "insert into freehold.permissions (role_id, table_schema, table_name, action)"
                    + " select id, 'freehold', 'identities', 'READ' from freehold.roles"
                    + " where name = 'Reader'"))
        .hasStackTraceContaining("check constraint");
  }
}
