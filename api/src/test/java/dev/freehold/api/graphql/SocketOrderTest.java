package dev.freehold.api.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Operations of one connection begin in the order in which they came. */
class SocketOrderTest {
  @Test
  void whatIsReadAfterASubscriptionHasAllThatItLeavesOut() throws Exception {
    try (TestApi api = new TestApi(Map.of())) {
      String administrator = api.administrator("admin");
      api.database.execute("create table notes (id int primary key)");
      await()
          .until(() ->
              api.graphql(administrator, "{ notesList { count } }").at("/errors").isMissingNode());

      try (SocketClient client = SocketClient.connect(api.server.getURI(), administrator);
          Connection writer = api.database.connect();
          Statement statement = writer.createStatement()) {
        writer.setAutoCommit(false);
        // Whoever writes to the table keeps the subscription from watching it yet.
        statement.execute("insert into notes values (1)");
        client.subscribe("changes", "subscription { Notes { node { id } } }");
        client.subscribe("read", "{ notesList { count } }");
        await()
            .until(() ->
                !api.database
                    .texts(
                        "select 1 from pg_locks where relation = 'notes'::regclass and not granted")
                    .isEmpty());
        writer.commit();

        JsonNode read = client.next();
        assertThat(read.at("/id").asText()).as("%s", read).isEqualTo("read");
        assertThat(read.at("/payload/data/notesList/count").asInt()).isEqualTo(1);
      }
    }
  }
}
