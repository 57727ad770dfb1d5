package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of rows as subscribers hear of them, each as far as his roles let him. */
class SubscriptionsTest {
  private static final String ALL =
      "subscription { Notes { mutation updatedFields node { id text secret } previousValues { id text secret } } }";

  private static final String READER =
      "subscription { Notes { mutation updatedFields node { id text secret } previousValues { text secret } } }";

  private static TestApi api;
  private static URI server;
  private static String administrator;
  private static String user;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    server = api.server.getURI();
    administrator = api.administrator("admin");
    user = api.token("reader", "reader@example.com", true);
    api.graphql(user, "{ user { id } }");
    api.database.execute(
        """
        create table notes (id int primary key, owner uuid references freehold.users, text text, secret text,
          public boolean not null default false, deleted_at timestamptz, price numeric);
        create table comments (id int primary key, note int references notes, text text);
        """);
    await()
        .until(() ->
            api.graphql(administrator, "{ notesList { count } commentsList { count } }")
                .at("/errors")
                .isMissingNode());
    api.graphql(
        administrator,
        """
        mutation { tableSettingsUpdate(data: {schema: "public", name: "notes", softDelete: "deleted_at"}) { name } }
        """);
    String role =
        api.graphql(administrator, "mutation { roleCreate(data: {name: \"Reader\"}) { id } }")
            .at("/data/roleCreate/id")
            .asText();
    // Public notes without the secret, own ones with it.
    allow(role, "notes", "columns: [\"id\", \"text\", \"public\"], rule: {public: {equals: true}}");
    String own =
        api.graphql(administrator, "mutation { roleCreate(data: {name: \"Owner\"}) { id } }")
            .at("/data/roleCreate/id")
            .asText();
    allow(
        own,
        "notes",
        "columns: [\"id\", \"text\", \"secret\"], rule: {owner: {equals: \"__loggedInUserId\"}}");
    for (String one : new String[] {role, own}) {
      api.graphql(
          administrator,
          "mutation { userRoleGrant(userId: \"%s\", roleId: \"%s\") { id } }"
              .formatted(userId(), one));
    }
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void empty() {
    await().until(() -> open(api.server) == 0);
    api.database.execute("delete from comments; delete from notes");
  }

  private static void allow(String role, String table, String more) {
    JsonNode answer =
        api.graphql(
            administrator,
            """
            mutation { permissionSet(data: {role: "%s", table: "public.%s", action: READ, %s}) { problems } }
            """
                .formatted(role, table, more));
    assertThat(answer.at("/data/permissionSet/problems").toString())
        .as("%s", answer)
        .isEqualTo("[]");
  }

  private static String userId() {
    return api.graphql(user, "{ user { id } }").at("/data/user/id").asText();
  }

  private static int open(EmbeddedServer node) {
    return node.getApplicationContext().getBean(Subscriptions.class).open();
  }

  /** Subscribes, and waits until the node hears of changes. */
  private static SocketClient subscriber(String token, String query) {
    await().until(() -> open(api.server) == 0);
    SocketClient client = SocketClient.connect(server, token);
    client.subscribe("1", query);
    await().until(() -> open(api.server) == 1 || !client.silent());
    return client;
  }

  private static String payload(SocketClient client) {
    JsonNode message = client.next();
    assertThat(message.at("/type").asText()).as("%s", message).isEqualTo("next");
    return message.at("/payload/data/Notes").toString();
  }

  private static void execute(String sql) {
    api.database.execute(sql);
  }

  @Test
  void tellsWhatBecomesOfRows() {
    try (SocketClient client = subscriber(administrator, ALL)) {
      execute("insert into notes (id, text) values (1, 'One')");
      assertThat(payload(client))
          .isEqualTo(
              "{\"mutation\":\"create\",\"updatedFields\":[],"
                  + "\"node\":{\"id\":\"1\",\"text\":\"One\",\"secret\":null},\"previousValues\":null}");

      execute("update notes set text = 'Two', secret = 's'");
      assertThat(payload(client))
          .isEqualTo(
              "{\"mutation\":\"update\",\"updatedFields\":[\"text\",\"secret\"],"
                  + "\"node\":{\"id\":\"1\",\"text\":\"Two\",\"secret\":\"s\"},"
                  + "\"previousValues\":{\"id\":\"1\",\"text\":\"One\",\"secret\":null}}");

      execute("delete from notes");
      assertThat(payload(client))
          .isEqualTo(
              "{\"mutation\":\"delete\",\"updatedFields\":[],\"node\":null,"
                  + "\"previousValues\":{\"id\":\"1\",\"text\":\"Two\",\"secret\":\"s\"}}");
    }
  }

  @Test
  void answersQueriesAndMutationsToo() {
    try (SocketClient client = SocketClient.connect(server, user)) {
      client.subscribe("q", "{ user { email } }");
      assertThat(client.next().at("/payload/data/user/email").asText())
          .isEqualTo("reader@example.com");
      assertThat(client.next().toString()).isEqualTo("{\"id\":\"q\",\"type\":\"complete\"}");

      client.subscribe("q", "{ nothing }");
      JsonNode refused = client.next();
      assertThat(refused.at("/type").asText()).isEqualTo("error");
      assertThat(refused.at("/payload/0/code").asText()).isEqualTo("ValidationError");
    }
  }

  private static String update(String sql, SocketClient client) {
    execute(sql);
    return payload(client);
  }

  /** The reader hears of this row in any case: whatever was told before it has come by then. */
  private static void mark(SocketClient client, String id) {
    execute("insert into notes (id, text, public) values (" + id + ", 'mark', true)");
    assertThat(payload(client)).contains("\"create\"").contains("mark");
  }

  @Test
  void tellsNothingOfRowsThatNoRuleShows() {
    try (SocketClient client = subscriber(user, READER)) {
      execute("insert into notes (id, text) values (1, 'Hidden')");
      execute("update notes set text = 'Still hidden' where id = 1");
      execute("update notes set id = 2 where id = 1");
      execute("delete from notes where id = 2");
      mark(client, "9");
    }
  }

  @Test
  void tellsOfRowsThatComeIntoSightAndLeaveIt() {
    try (SocketClient client = subscriber(user, READER)) {
      execute("insert into notes (id, text, secret) values (1, 'Hidden', 's')");
      assertThat(update("update notes set public = true, text = 'Shown'", client))
          .isEqualTo(
              "{\"mutation\":\"create\",\"updatedFields\":[],"
                  + "\"node\":{\"id\":\"1\",\"text\":\"Shown\",\"secret\":null},\"previousValues\":null}");
      assertThat(update("update notes set public = false, text = 'Gone'", client))
          .isEqualTo(
              "{\"mutation\":\"delete\",\"updatedFields\":[],\"node\":null,"
                  + "\"previousValues\":{\"text\":\"Shown\",\"secret\":null}}");
      assertThat(update("update notes set owner = '%s'".formatted(userId()), client))
          .contains("\"create\"")
          .contains("\"secret\":\"s\"");
      assertThat(update("update notes set deleted_at = now()", client)).contains("\"delete\"");
      assertThat(update("update notes set deleted_at = null", client)).contains("\"create\"");
    }
  }

  @Test
  void hidesCellsAndThatTheyChanged() {
    String me = userId();
    try (SocketClient client = subscriber(user, READER)) {
      execute(
          "insert into notes (id, text, secret, public, owner) values (1, 'A', 's1', true, '%s'), (2, 'B', 's2', true, null)"
              .formatted(me));
      assertThat(payload(client)).contains("\"secret\":\"s1\"");
      assertThat(payload(client)).contains("\"text\":\"B\",\"secret\":null");

      // The secret of somebody else's note, and a column he may not name: nothing at all.
      execute("update notes set secret = 'other' where id = 2");
      execute("update notes set price = 5 where id = 1");
      // From hidden to seen: the old cell stays hidden, and so does whether it was another.
      assertThat(
              update(
                  "update notes set owner = '%s', secret = 'mine' where id = 2".formatted(me),
                  client))
          .isEqualTo(
              "{\"mutation\":\"update\",\"updatedFields\":[],"
                  + "\"node\":{\"id\":\"2\",\"text\":\"B\",\"secret\":\"mine\"},"
                  + "\"previousValues\":{\"text\":\"B\",\"secret\":null}}");
      assertThat(update("update notes set secret = 'newer' where id = 2", client))
          .contains("\"updatedFields\":[\"secret\"]")
          .contains("\"previousValues\":{\"text\":\"B\",\"secret\":\"mine\"}");
      // Somebody else's note again; the row before was the caller's.
      assertThat(update("update notes set owner = null, secret = 'theirs' where id = 2", client))
          .contains("\"updatedFields\":[]")
          .contains("\"node\":{\"id\":\"2\",\"text\":\"B\",\"secret\":null}")
          .contains("\"secret\":\"newer\"");
    }
  }

  @Test
  void filtersSeeWhatTheCallerSees() {
    try (SocketClient client =
        subscriber(
            user,
            "subscription { Notes(filter: {node: {secret: {equals: \"s\"}}}) { mutation node { id } } }")) {
      execute(
          "insert into notes (id, secret, public, owner) values (1, 's', true, null), (2, 's', true, '%s')"
              .formatted(userId()));
      assertThat(payload(client)).contains("\"id\":\"2\"");
      execute("delete from notes where id = 1");
      execute("delete from notes where id = 2");
      assertThat(payload(client)).contains("\"delete\"");
      assertThat(client.silent()).isTrue();
    }
    try (SocketClient client =
        subscriber(
            user,
            "subscription { Notes(filter: {updatedFields: {some: [\"secret\"]}}) { node { id } } }")) {
      execute(
          "insert into notes (id, secret, public, owner) values (3, 's', true, null), (4, 's', true, '%s')"
              .formatted(userId()));
      execute("update notes set secret = 'x'");
      assertThat(payload(client)).isEqualTo("{\"node\":{\"id\":\"4\"}}");
      assertThat(client.silent()).isTrue();
    }
  }

  @Test
  void hasNoFieldForWhatIsNotGranted() {
    try (SocketClient client = SocketClient.connect(server, user)) {
      for (String query :
          new String[] {
            "subscription { Comments { mutation } }",
            "subscription { Notes { node { owner } } }",
            "subscription { Notes { previousValues { price } } }",
            "subscription { Notes { node { comments { count } } } }",
            "subscription { Notes(filter: {node: {price: {gt: \"1\"}}}) { mutation } }",
            "subscription { Notes(filter: {updatedFields: {every: [\"price\"]}}) { mutation } }",
            "subscription { Notes(filter: {updatedFields: {every: [\"nothing\"]}}) { mutation } }"
          }) {
        client.subscribe("1", query);
        JsonNode refused = client.next();
        assertThat(refused.at("/type").asText()).as(query).isEqualTo("error");
        assertThat(refused.at("/payload/0/code").asText()).isEqualTo("ValidationError");
      }
      // What is not granted and what is not there are refused in the same words.
      client.subscribe(
          "1",
          "subscription { Notes(filter: {updatedFields: {every: [\"price\"]}}) { mutation } }");
      String hidden = client.next().at("/payload").toString();
      client.subscribe(
          "1",
          "subscription { Notes(filter: {updatedFields: {every: [\"pricy\"]}}) { mutation } }");
      assertThat(client.next().at("/payload").toString()).isEqualTo(hidden);
    }
    String schema =
        "{ __schema { subscriptionType { fields { name } } } __type(name: \"CommentSubscriptionPayload\") { name } }";
    assertThat(api.graphql(user, schema).at("/data").toString())
        .isEqualTo(
            "{\"__schema\":{\"subscriptionType\":{\"fields\":[{\"name\":\"Users\"},{\"name\":\"Notes\"}]}},\"__type\":null}");
    assertThat(api.graphql(null, schema).at("/data/__schema/subscriptionType").isNull()).isTrue();
  }

  @Test
  void asksForKindsAndFields() {
    try (SocketClient client =
        subscriber(
            administrator,
            "subscription { Notes(filter: {mutation_in: [update], updatedFields: {every: [\"text\", \"price\"]}}) "
                + "{ __typename m: mutation u: updatedFields a: node { text } b: node { price } } }")) {
      execute("insert into notes (id, text, price) values (1, 'One', 1)");
      execute("update notes set text = 'Two'");
      execute("update notes set text = 'Three', price = 2.50");
      assertThat(payload(client))
          .isEqualTo(
              "{\"__typename\":\"NoteSubscriptionPayload\",\"m\":\"update\",\"u\":[\"text\",\"price\"],"
                  + "\"a\":{\"text\":\"Three\"},\"b\":{\"price\":\"2.50\"}}");
      execute("delete from notes");
      assertThat(client.silent()).isTrue();
    }
  }

  @Test
  void tellsTransactionsAsAWhole() throws Exception {
    try (SocketClient client = subscriber(administrator, "subscription { Notes { node { id } } }");
        Connection connection = api.database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("insert into notes (id) values (1)");
      statement.execute("insert into notes (id) values (2)");
      execute("insert into notes (id) values (3)");
      assertThat(payload(client)).contains("\"3\"");
      connection.commit();
      assertThat(payload(client)).contains("\"1\"");
      assertThat(payload(client)).contains("\"2\"");

      statement.execute("insert into notes (id) values (4)");
      connection.rollback();
      execute("insert into notes (id) values (5)");
      assertThat(payload(client)).contains("\"5\"");
    }
  }

  @Test
  void endsWhenThereIsTooMuchToTell() {
    try (SocketClient client = subscriber(administrator, "subscription { Notes { mutation } }")) {
      execute("insert into notes (id) select n from generate_series(1, 1001) n");
      JsonNode ended = client.next();
      assertThat(ended.at("/type").asText()).isEqualTo("error");
      assertThat(ended.at("/payload/0/details/reason").asText()).isEqualTo("changes_lost");
    }
    try (SocketClient client = subscriber(administrator, "subscription { Notes { mutation } }")) {
      execute("truncate notes cascade");
      assertThat(client.next().at("/payload/0/details/reason").asText()).isEqualTo("changes_lost");
    }
  }
}
