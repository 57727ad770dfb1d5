package dev.freehold.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freehold.api.TestDatabase;
import dev.freehold.api.platform.Health;
import io.micronaut.context.ApplicationContext;
import io.micronaut.health.HealthStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Two nodes on one database hear of its changes, by whatever way there is. */
class CatalogWatchTest {
  private static final Path TRIGGERS = Path.of("../containers/event-triggers.sql");
  private static final TableId POSTS = new TableId("public", "posts");

  @Test
  void everyNodeIsToldOfChanges() {
    TestDatabase database = TestDatabase.create();
    try (ApplicationContext one = database.context();
        ApplicationContext other = database.context()) {
      await().until(() -> watch(one).told() && watch(other).told());
      List<Long> heard = Collections.synchronizedList(new ArrayList<>());
      holder(other).subscribe(catalog -> heard.add(catalog.version()));
      long before = holder(other).current().version();

      long begun = System.nanoTime();
      database.execute("create table posts (id int primary key)");
      await().until(() -> has(one) && has(other));
      told("event triggers", begun);

      database.execute("alter table posts add column title text");
      await().until(() -> titled(one) && titled(other));

      database.execute("drop table posts");
      await().until(() -> !has(one) && !has(other));
      assertThat(heard).startsWith(before).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void whatChangesNothingIsNoNews() {
    TestDatabase database = TestDatabase.create();
    database.execute("create table posts (id int primary key)");
    try (ApplicationContext node = database.context()) {
      long version = holder(node).current().version();
      database.execute("create temporary table passing (id int)");
      database.execute("create index on posts (id)");
      database.execute("create table notes (id int primary key)");
      await().until(() -> holder(node).current().tables().size() == 3);
      assertThat(holder(node).current().version()).isEqualTo(version + 1);
    }
  }

  @Test
  void aRoleThatMayMakeNoEventTriggersLooksForChanges() {
    TestDatabase database = TestDatabase.create();
    Map<String, Object> properties = plainRole(database);
    try (ApplicationContext node = ApplicationContext.run(properties)) {
      assertThat(watch(node).told()).isFalse();
      assertThat(database.texts("select evtname from pg_event_trigger")).isEmpty();
      long begun = System.nanoTime();
      database.execute("create table posts (id int primary key)");
      await().until(() -> has(node));
      told("looking", begun);
      database.execute("alter table posts add column title text");
      await().until(() -> titled(node));
      database.execute("drop table posts");
      await().until(() -> !has(node));
    }
  }

  @Test
  void aSuperuserMakesTheTriggersForSuchARole() throws IOException {
    TestDatabase database = TestDatabase.create();
    Map<String, Object> properties = plainRole(database);
    for (int i = 0; i < 2; i++) {
      database.execute(Files.readString(TRIGGERS));
    }
    try (ApplicationContext node = ApplicationContext.run(properties)) {
      await().until(() -> watch(node).told());
      // Whoever makes a table, the triggers tell of it and stand in nobody's way.
      String role = (String) properties.get("freehold.database.user");
      database.execute("set role " + role + "; create table posts (id int primary key)");
      await().until(() -> has(node));
      database.execute("alter table posts add column title text");
      await().until(() -> titled(node));
      database.execute("set role " + role + "; drop table posts");
      await().until(() -> !has(node));

      for (String attack :
          List.of(
              "create or replace function freehold_ddl.tell() returns event_trigger language plpgsql as $$ begin end $$",
              "alter function freehold_ddl.tell() reset all",
              "drop event trigger freehold_ddl",
              "alter event trigger freehold_drop disable",
              "create table freehold_ddl.mine ()")) {
        assertThatThrownBy(() -> database.execute("set role " + role + "; " + attack))
            .as(attack)
            .hasRootCauseInstanceOf(SQLException.class)
            .rootCause()
            .hasMessageMatching("(?s).*(permission denied|must be owner).*");
      }
    }
  }

  @Test
  void noFunctionOfALesserRoleIsCalledByThem() throws IOException {
    TestDatabase database = TestDatabase.create();
    String role = (String) plainRole(database).get("freehold.database.user");
    database.execute(
        """
        set role %s;
        create schema freehold_ddl;
        create function freehold_ddl.tell() returns event_trigger language plpgsql as $$ begin end $$\
        """
            .formatted(role));
    String script = Files.readString(TRIGGERS);

    assertThatThrownBy(() -> database.execute(script))
        .rootCause()
        .hasMessageContaining("belongs to somebody else");
    assertThat(database.texts("select evtname from pg_event_trigger")).isEmpty();
  }

  /** The database as a role has it that may make tables and nothing else. */
  private static Map<String, Object> plainRole(TestDatabase database) {
    String role = "plain_" + System.nanoTime();
    database.execute("create role " + role + " login password 'plain-password'");
    database.execute(
        "do $$ begin execute format('grant create on database %I to "
            + role
            + "', current_database()); end $$");
    database.execute("grant usage, create on schema public to " + role);
    Map<String, Object> properties = database.properties();
    // The address of the tests names a user, which would come before any other.
    properties.computeIfPresent(
        "freehold.database.url", (_, url) -> ((String) url).replaceFirst("\\?.*", ""));
    properties.put("freehold.database.user", role);
    properties.put("freehold.database.password", "plain-password");
    return properties;
  }

  @Test
  void anotherDatabaseMayComeLateAndGoAgain() {
    TestDatabase platform = TestDatabase.create();
    TestDatabase company = TestDatabase.create();
    company.execute("create schema shop; create table shop.notes (id int primary key)");
    Map<String, Object> properties = platform.properties();
    properties.put("freehold.data.url", company.properties().get("freehold.database.url"));
    properties.put("freehold.data.user", "postgres");
    properties.put("freehold.data.password", "postgres");
    properties.put("freehold.data.schemas", "public, shop");
    company.refuseConnections();
    try (ApplicationContext node = ApplicationContext.run(properties)) {
      CatalogHolder holder = holder(node);
      assertThat(holder.current().tables()).isEmpty();
      assertThat(holder.state().failure().message()).doesNotContain("postgres");

      company.acceptConnections();
      await().until(() -> holder.state().failure() == null);
      assertThat(holder.current().tables())
          .extracting(Table::id)
          .containsExactly(new TableId("shop", "notes"));
      company.execute("create table posts (id int primary key)");
      await().until(() -> has(node));

      Catalog last = holder.current();
      company.refuseConnections();
      await().until(() -> holder.state().failure() != null);
      assertThat(holder.current()).isSameAs(last);
    }
  }

  @Test
  void whoCannotFollowIsToldOfAndKeepsNobodyFromTheNextChange() {
    TestDatabase database = TestDatabase.create();
    try (ApplicationContext node = database.context()) {
      AtomicBoolean broken = new AtomicBoolean();
      holder(node)
          .subscribe(catalog -> {
            if (broken.get()) {
              throw new StackOverflowError();
            }
          });
      List<Catalog> told = Collections.synchronizedList(new ArrayList<>());
      holder(node).subscribe(told::add);
      assertThat(health(node)).isEqualTo(HealthStatus.UP);

      broken.set(true);
      database.execute("create table posts (id int primary key)");
      await().until(() -> holder(node).state().refusal() != null);
      assertThat(has(node)).isTrue();
      assertThat(holder(node).state().fault().message()).contains("GraphQL cannot follow");
      assertThat(health(node)).isEqualTo(Health.DEGRADED);
      assertThat(told.getLast().find(POSTS)).isPresent();

      database.execute("alter table posts add column title text");
      await().until(() -> titled(node));
      assertThat(health(node)).isEqualTo(Health.DEGRADED);

      broken.set(false);
      database.execute("drop table posts");
      await().until(() -> !has(node) && holder(node).state().fault() == null);
      assertThat(health(node)).isEqualTo(HealthStatus.UP);
    }
  }

  private static HealthStatus health(ApplicationContext node) {
    return Mono.from(node.getBean(CatalogHealth.class).getResult()).block().getStatus();
  }

  /** Two seconds are promised; how long it takes says this. */
  private static void told(String how, long begun) {
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    System.out.printf("A new table was known by %s after %d ms%n", how, took.toMillis());
  }

  private static boolean has(ApplicationContext node) {
    return holder(node).current().find(POSTS).isPresent();
  }

  private static boolean titled(ApplicationContext node) {
    return holder(node).current().find(POSTS).flatMap(table -> table.field("title")).isPresent();
  }

  private static CatalogHolder holder(ApplicationContext node) {
    return node.getBean(CatalogHolder.class);
  }

  private static CatalogWatch watch(ApplicationContext node) {
    return node.getBean(CatalogWatch.class);
  }
}
