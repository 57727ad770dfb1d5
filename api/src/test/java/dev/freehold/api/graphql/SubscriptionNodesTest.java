package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import dev.freehold.api.platform.ChangeFeed;
import io.micronaut.runtime.server.EmbeddedServer;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscriptions at two nodes on one database. */
class SubscriptionNodesTest {
  private static final String TASKS = "subscription { Tasks { node { id } } }";

  private static TestApi api;
  private static EmbeddedServer other;
  private static String administrator;
  private static String role;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    other = api.anotherNode(Map.of());
    administrator = api.administrator("admin");
    api.database.execute("create table tasks (id int primary key, text text)");
    for (EmbeddedServer node : nodes()) {
      await()
          .until(() ->
              api.graphql(node, administrator, "{ tasksList { count } }")
                  .at("/errors")
                  .isMissingNode());
    }
    role =
        api.graphql(administrator, "mutation { roleCreate(data: {name: \"Worker\"}) { id } }")
            .at("/data/roleCreate/id")
            .asText();
    allow();
  }

  @AfterAll
  static void stop() {
    other.close();
    api.close();
  }

  private static List<EmbeddedServer> nodes() {
    return List.of(api.server, other);
  }

  private static void allow() {
    assertThat(
            api.graphql(
                    administrator,
                    """
                    mutation { permissionSet(data: {role: "%s", table: "public.tasks", action: READ}) { problems } }
                    """
                        .formatted(role))
                .at("/data/permissionSet/problems")
                .toString())
        .isEqualTo("[]");
  }

  private static String worker(String subject) {
    String token = api.token(subject, subject + "@example.com", true);
    api.graphql(token, "{ user { id } }");
    api.graphql(
        administrator,
        "mutation { userRoleGrant(userId: \"%s\", roleId: \"%s\") { id } }"
            .formatted(id(token), role));
    for (EmbeddedServer node : nodes()) {
      await()
          .until(() ->
              api.graphql(node, token, "{ tasksList { items { id } } }")
                  .at("/errors")
                  .isMissingNode());
    }
    return token;
  }

  private static String id(String token) {
    return api.graphql(token, "{ user { id } }").at("/data/user/id").asText();
  }

  private static List<SocketClient> subscribers(String token) {
    List<SocketClient> clients = new ArrayList<>();
    for (EmbeddedServer node : nodes()) {
      Subscriptions subscriptions = node.getApplicationContext().getBean(Subscriptions.class);
      int before = subscriptions.open();
      SocketClient client = SocketClient.connect(node.getURI(), token);
      client.subscribe("1", TASKS);
      await().until(() -> subscriptions.open() > before || !client.silent());
      assertThat(client.silent() ? "nothing" : client.next().toString()).isEqualTo("nothing");
      clients.add(client);
    }
    return clients;
  }

  private static void add(int id) {
    api.database.execute("insert into tasks values (%d, 'x')".formatted(id));
  }

  private static int told(SocketClient client) {
    JsonNode message = client.next();
    assertThat(message.at("/type").asText()).as("%s", message).isEqualTo("next");
    return message.at("/payload/data/Tasks/node/id").asInt();
  }

  @BeforeEach
  void nobody() {
    for (EmbeddedServer node : nodes()) {
      await().until(() -> node.getApplicationContext().getBean(Subscriptions.class).open() == 0);
    }
  }

  @Test
  void bothTellOfEveryChange() {
    List<SocketClient> clients = subscribers(worker("both"));
    add(1);
    assertThat(clients).allMatch(client -> told(client) == 1);
    clients.forEach(SocketClient::close);
  }

  @Test
  void aPermissionThatIsTakenCountsAtOnce() {
    List<SocketClient> clients = subscribers(worker("denied"));
    JsonNode removed =
        api.graphql(
            administrator,
            "mutation { permissionRemove(data: {role: \"%s\", table: \"public.tasks\", action: READ}) { __typename } }"
                .formatted(role));
    assertThat(removed.has("errors")).as("%s", removed).isFalse();
    try {
      add(10);
      assertThat(clients)
          .allSatisfy(client -> {
            JsonNode ended = client.next();
            assertThat(ended.at("/type").asText()).as("%s", ended).isEqualTo("error");
          });
    } finally {
      allow();
      clients.forEach(SocketClient::close);
    }
  }

  @Test
  void aRoleThatIsTakenCountsAtOnce() {
    String token = worker("demoted");
    List<SocketClient> clients = subscribers(token);
    api.graphql(
        administrator,
        "mutation { userRoleRevoke(userId: \"%s\", roleId: \"%s\") { id } }"
            .formatted(id(token), role));
    add(20);
    assertThat(clients)
        .allSatisfy(client -> assertThat(client.next().at("/type").asText()).isEqualTo("error"));
    clients.forEach(SocketClient::close);
  }

  @Test
  void revocationClosesTheCallersConnectionsAndNoOthers() {
    String token = worker("revoked");
    List<SocketClient> clients = subscribers(token);
    List<SocketClient> others = subscribers(worker("stays"));
    api.graphql(administrator, "mutation { userDisable(id: \"%s\") { id } }".formatted(id(token)));

    assertThat(clients)
        .allSatisfy(client ->
            assertThat(client.closed()).startsWith("4403 NotAuthorizedError: user_disabled"));
    add(30);
    assertThat(others).allMatch(client -> told(client) == 30);
    others.forEach(SocketClient::close);
  }

  @Test
  void anEndedSessionClosesItsConnections() {
    worker("session");
    String token = api.token("session", "session@example.com", true, Instant.now(), "s1");
    String another = api.token("session", "session@example.com", true, Instant.now(), "s2");
    List<SocketClient> clients = subscribers(token);
    List<SocketClient> others = subscribers(another);
    api.database.execute(
        "insert into freehold.ended_sessions (profile_id, session_id, subject) select profile_id, 's1', subject"
            + " from freehold.identities where subject = 'session'");

    assertThat(clients)
        .allSatisfy(client ->
            assertThat(client.closed()).startsWith("4403 InvalidTokenError: session_ended"));
    add(40);
    assertThat(others).allMatch(client -> told(client) == 40);
    others.forEach(SocketClient::close);
  }

  @Test
  void aRevokedApiTokenClosesItsConnectionsAndNoOthers() {
    JsonNode made =
        api.graphql(
            administrator,
            "mutation { apiTokenCreate(data: {name: \"socket\", roles: [\"%s\"]}) { token apiToken { id } } }"
                .formatted(role));
    List<SocketClient> clients = subscribers(made.at("/data/apiTokenCreate/token").asText());
    List<SocketClient> others = subscribers(worker("bystander"));
    api.graphql(
        administrator,
        "mutation { apiTokenRevoke(data: {id: \"%s\"}) { status } }"
            .formatted(made.at("/data/apiTokenCreate/apiToken/id").asText()));

    assertThat(clients)
        .allSatisfy(client ->
            assertThat(client.closed()).startsWith("4403 InvalidTokenError: api_token_revoked"));
    add(50);
    assertThat(others).allMatch(client -> told(client) == 50);
    others.forEach(SocketClient::close);
  }

  @Test
  void aProfileThatIsSwitchedOffClosesTheConnectionsOfItsUsers() {
    List<SocketClient> clients = subscribers(worker("of the profile"));
    List<SocketClient> guests =
        nodes().stream().map(node -> SocketClient.connect(node.getURI(), null)).toList();
    try {
      api.database.execute("update freehold.profiles set enabled = false");
      assertThat(clients)
          .allSatisfy(client ->
              assertThat(client.closed()).startsWith("4403 InvalidTokenError: issuer_unknown"));
      for (SocketClient guest : guests) {
        guest.subscribe("1", "{ __typename }");
        assertThat(guest.next().at("/type").asText()).isEqualTo("next");
        guest.close();
      }
    } finally {
      api.database.execute("update freehold.profiles set enabled = true");
      for (EmbeddedServer node : nodes()) {
        await()
            .until(() ->
                api.graphql(node, administrator, "{ user { id } }").at("/errors").isMissingNode());
      }
    }
  }

  @Test
  void aNodeThatHearsOfNoChangesKeepsNoConnection() {
    List<SocketClient> clients = subscribers(worker("unheard"));
    SocketClient guest = SocketClient.connect(api.server.getURI(), null);
    api.database.refuseConnectionsOf("freehold-api changes");
    try {
      assertThat(clients)
          .allSatisfy(client ->
              assertThat(client.closed())
                  .startsWith("1013 ExternalServiceError: database_unavailable"));
      assertThat(guest.closed()).startsWith("1013");
      // Whoever comes meanwhile is not kept either, though the database answers.
      try (SocketClient late = SocketClient.open(api.server.getURI(), "graphql-transport-ws")) {
        late.initialize(administrator);
        assertThat(late.closed()).startsWith("1013");
      }
    } finally {
      api.database.acceptConnections();
      for (EmbeddedServer node : nodes()) {
        await().until(node.getApplicationContext().getBean(ChangeFeed.class)::hearing);
      }
    }
    List<SocketClient> again = subscribers(worker("heard again"));
    add(60);
    assertThat(again).allMatch(client -> told(client) == 60);
    again.forEach(SocketClient::close);
  }

  @Test
  void nothingIsLostWhileTheFeedIsBroken() throws Exception {
    List<SocketClient> clients = subscribers(worker("patient"));
    try (Connection connection = api.database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("insert into tasks values (100, 'x')");
      assertThat(clients).allMatch(client -> told(client) == 100);
      // The nodes do not get in again while these are written.
      api.database.refuseConnectionsOf("freehold-api table changes");
      for (int id = 101; id <= 120; id++) {
        statement.execute("insert into tasks values (" + id + ", 'x')");
      }
    } finally {
      api.database.acceptConnections();
    }
    add(121);
    for (SocketClient client : clients) {
      assertThat(IntStream.range(0, 21).map(_ -> told(client)).boxed().toList())
          .isEqualTo(IntStream.rangeClosed(101, 121).boxed().toList());
      assertThat(client.silent()).isTrue();
      client.close();
    }
  }

  @Test
  void nothingIsLostWhileTheFeedIsKilledAgainAndAgain() throws Exception {
    List<SocketClient> clients = subscribers(worker("stubborn"));
    for (int id = 200; id < 240; id++) {
      if (id % 8 == 0) {
        api.database.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'freehold-api table changes'"
                + " and datname = current_database()");
      }
      add(id);
    }
    for (SocketClient client : clients) {
      assertThat(IntStream.range(0, 40).map(_ -> told(client)).boxed().toList())
          .containsExactlyInAnyOrderElementsOf(IntStream.range(200, 240).boxed().toList());
      client.close();
    }
  }
}
