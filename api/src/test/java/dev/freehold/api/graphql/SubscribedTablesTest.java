package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import dev.freehold.api.TestDatabase;
import io.micronaut.runtime.server.EmbeddedServer;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What subscriptions do in the database: of the platform, and of a company that has its own. */
class SubscribedTablesTest {
  private static TestApi api;
  private static String administrator;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    administrator = api.administrator("admin");
    api.database.execute(
        """
        create table posts (id int primary key, x text, old_rows int, key_columns int, most int, tg_table_schema int);
        create table quiet (id int primary key);
        create table "Odd ""name" (id int primary key);
        create table keyed (a int, b text, note text, primary key (a, b));
        create table guarded (id int primary key);
        do $$ begin create role clerk; exception when others then null; end $$;
        grant select, insert, update, delete on posts to clerk;
        """);
    await()
        .until(() ->
            api.graphql(administrator, "{ postsList { count } oddNamesList { count } }")
                .at("/errors")
                .isMissingNode());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static SocketClient subscriber(EmbeddedServer node, String token, String query) {
    Subscriptions subscriptions = node.getApplicationContext().getBean(Subscriptions.class);
    int before = subscriptions.open();
    SocketClient client = SocketClient.connect(node.getURI(), token);
    client.subscribe("1", query);
    await().until(() -> subscriptions.open() > before || !client.silent());
    return client;
  }

  private static SocketClient posts() {
    return subscriber(api.server, administrator, "subscription { Posts { mutation node { x } } }");
  }

  private static String number(String sql) {
    return api.database.texts(sql).getFirst();
  }

  private static JsonNode told(SocketClient client) {
    JsonNode message = client.next();
    assertThat(message.at("/type").asText()).as("%s", message).isEqualTo("next");
    return message.at("/payload/data");
  }

  @BeforeEach
  void nobody() {
    await()
        .until(() -> api.server.getApplicationContext().getBean(Subscriptions.class).open() == 0);
  }

  @Test
  void nothingIsNotedWhileNobodyListens() {
    String noted = "select count(*) from freehold.changes where table_name = 'posts'";
    try (SocketClient client = posts()) {
      api.database.execute("insert into posts values (1)");
      assertThat(told(client).at("/Posts/mutation").asText()).isEqualTo("create");
    }
    await()
        .until(() ->
            number("select count(*) from freehold.change_watches where table_name = 'posts'")
                .equals("0"));
    String before = number(noted);
    api.database.execute(
        "insert into posts values (2); update posts set x = 'y'; delete from posts");
    assertThat(number(noted)).isEqualTo(before);
    assertThat(number("select count(*) from pg_trigger where tgrelid = 'quiet'::regclass"))
        .isEqualTo("0");
  }

  @Test
  void columnsMayHaveAnyNameAndWritersNeedNoRights() throws Exception {
    try (SocketClient client = posts();
        Connection connection = api.database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set role clerk");
      statement.execute("insert into posts values (10, 'a', 1, 2, 3, 4)");
      assertThat(told(client).at("/Posts/mutation").asText()).isEqualTo("create");
      statement.execute("update posts set x = 'b' where id = 10");
      assertThat(told(client).at("/Posts/mutation").asText()).isEqualTo("update");
      statement.execute("delete from posts where id = 10");
      assertThat(told(client).at("/Posts/mutation").asText()).isEqualTo("delete");

      assertThatThrownBy(() -> statement.execute("select * from freehold.changes"))
          .hasMessageContaining("permission denied");
      statement.execute("reset role");
      statement.execute(
          "grant create on schema public to clerk; grant usage on schema freehold to clerk");
      statement.execute("set role clerk");
      statement.execute("create table clerks (id int primary key)");
      assertThatThrownBy(() -> statement.execute("select freehold.watch('clerks')"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void keysOfSeveralColumnsAndOddNames() {
    try (SocketClient odd =
            subscriber(api.server, administrator, "subscription { OddNames { mutation } }");
        SocketClient keyed =
            subscriber(
                api.server,
                administrator,
                "subscription { Keyeds { mutation node { a b note } previousValues { b } } }")) {
      api.database.execute("insert into \"Odd \"\"name\" values (1)");
      assertThat(told(odd).at("/OddNames/mutation").asText()).isEqualTo("create");
      api.database.execute("insert into keyed values (1, 'x', 'n'), (1, 'y', null)");
      assertThat(told(keyed).at("/Keyeds/node/b").asText()).isEqualTo("x");
      assertThat(told(keyed).at("/Keyeds/node/b").asText()).isEqualTo("y");
      // A row whose key is changed is another one.
      api.database.execute("update keyed set b = 'z' where b = 'y'");
      assertThat(List.of(told(keyed).toString(), told(keyed).toString()))
          .anyMatch(one -> one.contains("delete"))
          .anyMatch(one -> one.contains("create"));
    }
  }

  @Test
  void writesDoNotFailWhenTheyCannotBeNoted() {
    try (SocketClient client =
        subscriber(api.server, administrator, "subscription { Guardeds { mutation } }")) {
      api.database.execute("alter table freehold.changes rename to elsewhere");
      try {
        api.database.execute("insert into guarded values (1)");
      } finally {
        api.database.execute("alter table freehold.elsewhere rename to changes");
      }
      assertThat(client.next().at("/payload/0/details/reason").asText()).isEqualTo("changes_lost");
      assertThat(number("select count(*) from guarded")).isEqualTo("1");
    }
  }

  @Test
  void aCastOfALesserRoleIsNotRun() {
    api.database.execute(
        """
        create type mood as (m text);
        create function mood_to_json(mood) returns json language sql as $$ select json_build_object('ran', current_user) $$;
        alter type mood owner to clerk; alter function mood_to_json owner to clerk;
        create cast (mood as json) with function mood_to_json(mood);
        """);
    try (SocketClient client = posts()) {
      api.database.execute("insert into posts values (20)");
      assertThat(client.next().at("/payload/0/details/reason").asText()).isEqualTo("changes_lost");
    } finally {
      api.database.execute("drop cast (mood as json); delete from posts");
    }
  }

  @Test
  void aTableThatIsReplacedTellsOn() {
    try (SocketClient client = posts()) {
      api.database.execute(
          "begin; create table posts2 (like posts including all); drop table posts; alter table posts2 rename to posts;"
              + " grant select, insert, update, delete on posts to clerk; commit");
      await()
          .until(() ->
              number("select count(*) from pg_trigger where tgrelid = 'posts'::regclass")
                  .equals("4"));
      api.database.execute("insert into posts values (30)");
      assertThat(told(client).at("/Posts/mutation").asText()).isEqualTo("create");
      api.database.execute("delete from posts");
    }
  }

  @Test
  void aWriterWhoFindsTheNodeGoneStopsNotingInTime() {
    api.database.execute(
        """
        insert into freehold.change_leases (orphaned_at) values (now() - interval '3 minutes');
        insert into freehold.change_watches select max(id), 'public', 'quiet' from freehold.change_leases;
        select freehold.watch('quiet');
        insert into quiet values (1);
        """);
    assertThat(number("select count(*) from freehold.changes where table_name = 'quiet'"))
        .isEqualTo("0");
    assertThat(number("select count(*) from freehold.change_watches where table_name = 'quiet'"))
        .isEqualTo("0");

    api.database.execute(
        """
        with l as (insert into freehold.change_leases default values returning id)
          insert into freehold.change_watches select id, 'public', 'quiet' from l;
        insert into quiet values (2);
        """);
    assertThat(number("select count(*) from freehold.changes where table_name = 'quiet'"))
        .isEqualTo("1");
    assertThat(
            number(
                "select orphaned_at is not null from freehold.change_leases l join freehold.change_watches w on w.lease = l.id"
                    + " where table_name = 'quiet'"))
        .isEqualTo("t");
    api.database.execute("delete from freehold.change_leases where orphaned_at is not null");
  }

  @Test
  void runsNoStatementWhileNothingChanges() {
    api.database.execute("create extension if not exists pg_stat_statements");
    String ran =
        "select coalesce(sum(calls), 0) from pg_stat_statements s join pg_database d on d.oid = s.dbid"
            + " where d.datname = current_database() and (query ilike '%freehold.change%' or query ilike '%posts%')";
    try (SocketClient client = posts()) {
      api.database.execute("insert into posts values (40)");
      told(client);
      String before = number(ran);
      await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(30))
          .until(() -> number(ran).equals(before));
      api.database.execute("delete from posts");
    }
  }

  @Test
  void anotherDatabaseTellsToo() {
    TestDatabase company = TestDatabase.create();
    company.execute("create table invoices (id int primary key, text text)");
    Map<String, Object> settings = settings(company, "postgres", "postgres");
    try (EmbeddedServer node = api.anotherNode(settings)) {
      awaitTable(node, "{ invoicesList { count } }");
      try (SocketClient client =
          subscriber(node, administrator, "subscription { Invoices { node { text } } }")) {
        company.execute("insert into invoices values (1, 'First')");
        assertThat(told(client).at("/Invoices/node/text").asText()).isEqualTo("First");
      }
    }
  }

  @Test
  void saysWhichRightIsMissing() {
    TestDatabase company = TestDatabase.create();
    company.execute(
        """
        create table invoices (id int primary key);
        create role %1$s login password 'weak';
        grant select, insert on invoices to %1$s;
        """
            .formatted(company.name()));
    String query = "subscription { Invoices { node { id } } }";
    try (EmbeddedServer node = api.anotherNode(settings(company, company.name(), "weak"))) {
      awaitTable(node, "{ invoicesList { count } }");
      assertThat(refusal(node, query)).isEqualTo("changes_not_prepared");
      company.execute("grant create on database %1$s to %1$s".formatted(company.name()));
      assertThat(refusal(node, query)).isEqualTo("trigger_privilege_missing");
      company.execute("grant trigger on invoices to " + company.name());
      try (SocketClient client = subscriber(node, administrator, query)) {
        company.execute("insert into invoices values (1)");
        told(client);
      }
    }
  }

  @Test
  void makesNoTriggersWhereItMustNot() {
    TestDatabase company = TestDatabase.create();
    company.execute("create table invoices (id int primary key)");
    Map<String, Object> settings = new HashMap<>(settings(company, "postgres", "postgres"));
    settings.put("freehold.subscriptions.triggers", "never");
    String query = "subscription { Invoices { node { id } } }";
    try (EmbeddedServer node = api.anotherNode(settings)) {
      awaitTable(node, "{ invoicesList { count } }");
      assertThat(refusal(node, query)).isEqualTo("table_not_watched");
      company.execute("select freehold.watch('invoices')");
      try (SocketClient client = subscriber(node, administrator, query)) {
        company.execute("insert into invoices values (1)");
        told(client);
      }
    }
  }

  @Test
  void givesUpWhenATransactionIsInTheWay() throws Exception {
    api.database.execute("create table slow (id int primary key)");
    awaitTable(api.server, "{ slowsList { count } }");
    try (Connection connection = api.database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("insert into slow values (1)");
      assertThat(refusal(api.server, "subscription { Slows { mutation } }"))
          .isEqualTo("table_busy");
      connection.rollback();
    }
    try (SocketClient client =
        subscriber(api.server, administrator, "subscription { Slows { mutation } }")) {
      assertThat(client.silent()).isTrue();
    }
  }

  private static Map<String, Object> settings(TestDatabase company, String user, String password) {
    return Map.of(
        "freehold.data.url",
            company.properties().get("freehold.database.url").toString().replaceFirst("\\?.*", ""),
        "freehold.data.user", user,
        "freehold.data.password", password);
  }

  private static void awaitTable(EmbeddedServer node, String query) {
    await().until(() -> api.graphql(node, administrator, query).at("/errors").isMissingNode());
  }

  private static String refusal(EmbeddedServer node, String query) {
    try (SocketClient client = SocketClient.connect(node.getURI(), administrator)) {
      client.subscribe("1", query);
      JsonNode refused = client.next();
      assertThat(refused.at("/type").asText()).as("%s", refused).isEqualTo("error");
      return refused.at("/payload/0/details/reason").asText();
    }
  }
}
