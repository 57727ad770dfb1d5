package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Changes of users as subscribers hear of them. */
class UserSubscriptionTest {
  private static final String CHANGES =
      "subscription { Users { mutation updatedFields node { nickname email } previousValues { nickname } } }";

  private static TestApi api;
  private static String administrator;
  private static String ada;
  private static String reader;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    administrator = api.administrator("admin");
    ada = api.token("ada", "ada@example.com", true);
    api.graphql(ada, "{ user { id } }");
    api.database.execute("alter table freehold.users add column nickname text");
    await()
        .until(() ->
            !api.graphql(administrator, "{ usersList { items { nickname } } }").has("errors"));
    String role =
        api.graphql(administrator, "mutation { roleCreate(data: {name: \"Reader\"}) { id } }")
            .at("/data/roleCreate/id")
            .asText();
    JsonNode set =
        api.graphql(
            administrator,
            """
            mutation { permissionSet(data: {role: "%s", table: "freehold.users", action: READ, columns: ["nickname"]}) { problems } }
            """
                .formatted(role));
    assertThat(set.has("errors")).as("%s", set).isFalse();
    reader =
        api.graphql(
                administrator,
                "mutation { apiTokenCreate(data: {name: \"reader\", roles: [\"%s\"]}) { token } }"
                    .formatted(role))
            .at("/data/apiTokenCreate/token")
            .asText();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static SocketClient subscriber(String token, String query) {
    await().until(() -> open() == 0);
    SocketClient client = SocketClient.connect(api.server.getURI(), token);
    client.subscribe("1", query);
    await().until(() -> open() == 1 || !client.silent());
    return client;
  }

  private static int open() {
    return api.server.getApplicationContext().getBean(Subscriptions.class).open();
  }

  private static String payload(SocketClient client) {
    JsonNode message = client.next();
    assertThat(message.at("/type").asText()).as("%s", message).isEqualTo("next");
    return message.at("/payload/data/Users").toString();
  }

  @Test
  void tellsAnAdministratorOfSignUpsAndChanges() {
    try (SocketClient client = subscriber(administrator, CHANGES)) {
      api.graphql(api.token("eve", "eve@example.com", true), "{ user { id } }");
      assertThat(payload(client))
          .isEqualTo(
              "{\"mutation\":\"create\",\"updatedFields\":[],"
                  + "\"node\":{\"nickname\":null,\"email\":\"eve@example.com\"},\"previousValues\":null}");
      api.database.execute(
          "update freehold.users set nickname = 'Eve' where email = 'eve@example.com'");
      assertThat(payload(client))
          .isEqualTo(
              "{\"mutation\":\"update\",\"updatedFields\":[\"updatedAt\",\"nickname\"],"
                  + "\"node\":{\"nickname\":\"Eve\",\"email\":\"eve@example.com\"},"
                  + "\"previousValues\":{\"nickname\":null}}");
    }
  }

  /** A sign-in that changes an e-mail, for one, is none of his business. */
  @Test
  void tellsNothingOfWhatChangesInColumnsThatOneDoesNotSee() {
    String changes = CHANGES.replace("nickname email", "nickname");
    try (SocketClient client = subscriber(reader, changes)) {
      api.database.execute(
          """
          update freehold.users set email = 'countess@example.com', first_name = 'A' where email = 'ada@example.com';
          update freehold.users set email = 'ada@example.com' where email = 'countess@example.com'\
          """);
      api.database.execute(
          "update freehold.users set nickname = 'Ada' where email = 'ada@example.com'");
      assertThat(payload(client))
          .isEqualTo(
              "{\"mutation\":\"update\",\"updatedFields\":[\"nickname\"],"
                  + "\"node\":{\"nickname\":\"Ada\"},\"previousValues\":{\"nickname\":null}}");
    }
  }

  @Test
  void tellsAUserOfHimselfOnly() {
    String own = "subscription { Users { mutation node { firstName roles { items { name } } } } }";
    try (SocketClient client = subscriber(ada, own)) {
      // Of what is gone only the change itself can tell whose it was.
      api.database.execute(
          """
          update freehold.users set first_name = 'Nobody' where email = 'admin@example.com';
          insert into freehold.users (id, origin, email) values
            ('00000000-0000-7000-8000-000000000003', 'BUILT_IN', 'gone@example.com');
          delete from freehold.users where email = 'gone@example.com'\
          """);
      api.database.execute(
          "update freehold.users set first_name = 'Augusta' where email = 'ada@example.com'");
      assertThat(payload(client))
          .isEqualTo(
              "{\"mutation\":\"update\",\"node\":{\"firstName\":\"Augusta\","
                  + "\"roles\":{\"items\":[{\"name\":\"Guest\"}]}}}");
    }
  }

  @Test
  void tellsEachOfThoseWhoAskTheSameOfHimself() {
    String own = "subscription { Users { node { email } } }";
    String bob = api.token("bob", "bob@example.com", true);
    api.graphql(bob, "{ user { id } }");
    try (SocketClient one = subscriber(ada, own);
        SocketClient other = SocketClient.connect(api.server.getURI(), bob)) {
      other.subscribe("1", own);
      await().until(() -> open() == 2);
      for (SocketClient each : List.of(one, other)) {
        String email = each == one ? "ada@example.com" : "bob@example.com";
        api.database.execute(
            "update freehold.users set last_name = 'New' where email = '" + email + "'");
        assertThat(payload(each)).isEqualTo("{\"node\":{\"email\":\"" + email + "\"}}");
      }
      assertThat(one.silent()).isTrue();
    }
  }

  @Test
  void hasNoSubscriptionForGuests() {
    // A user with no other role than theirs has one, and has asked before.
    subscriber(ada, "subscription { Users { mutation } }").close();
    try (SocketClient client = SocketClient.connect(api.server.getURI(), null)) {
      assertThat(refusal(client, "Users")).isEqualTo(refusal(client, "Nosuch"));
    }
  }

  private static String refusal(SocketClient client, String field) {
    client.subscribe(field, "subscription { " + field + " { mutation } }");
    JsonNode refused = client.next();
    assertThat(refused.at("/type").asText()).as("%s", refused).isEqualTo("error");
    return refused.toString().replace(field, "?").replaceAll("\"requestId\":\"[^\"]*\"", "");
  }
}
