package dev.freehold.api.leak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.graphql.SocketClient;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Hears what a subscription tells while something happens, to its end: changes are told in lots,
 * one after the other, so when a later one is told to an administrator all before was told to all.
 */
final class Subscriber implements AutoCloseable {
  private static final String NOTHING = "{ __typename }";
  private final URI server;
  private final Store store;
  private final SocketClient administrator;
  private final Map<String, SocketClient> visitors = new HashMap<>();
  private int operations;
  private int marks;

  Subscriber(URI server, Store store, String administrator) {
    this.server = server;
    this.store = store;
    this.administrator = SocketClient.connect(server, administrator);
  }

  /** The payloads, or the errors with which it was refused. */
  String hear(String token, String document, Table table, String happening) {
    String witness = next();
    administrator.subscribe(
        witness,
        "subscription { %1$s { node { %2$s } previousValues { %2$s } } }"
            .formatted(table.names().plural(), Stir.marked(table)));
    await(administrator, answerTo(ask(administrator)));
    // What happened before may just be on its way, and be told with the first mark's value; not
    // with that value before.
    mark(table, witness, "");
    mark(
        table,
        witness,
        table.id().name().equals("posts") ? "" : Integer.toString(9000 + marks - 1));
    StringBuilder heard = new StringBuilder();
    SocketClient visitor = visitor(token);
    String id = next();
    visitor.subscribe(id, document);
    if (toTheAnswer(visitor, id, heard)) {
      store.execute(happening);
      await(administrator, answerTo(witness));
      mark(table, witness, "");
      toTheAnswer(visitor, id, heard);
      visitor.send("complete", id, null);
    }
    administrator.send("complete", witness, null);
    return heard.toString();
  }

  /** Makes one, and waits until an administrator is told of it, with that value before. */
  private void mark(Table table, String witness, String before) {
    int value = 9000 + marks++;
    store.execute(Stir.mark(table, value));
    await(
        administrator,
        message -> {
          if (is(message, witness) && message.at("/type").asText().equals("error")) {
            throw new AssertionError("No witness any more: " + message);
          }
          JsonNode told = message.at("/payload/data/" + table.names().plural());
          return is(message, witness)
              && told.path("node").toString().contains(Integer.toString(value))
              && told.path("previousValues").toString().contains(before);
        });
  }

  /** Whether it is refused. */
  boolean refuses(String token, String document) {
    SocketClient visitor = visitor(token);
    String id = next();
    visitor.subscribe(id, document);
    boolean begun = toTheAnswer(visitor, id, new StringBuilder());
    if (begun) {
      visitor.send("complete", id, null);
    }
    return !begun;
  }

  private SocketClient visitor(String token) {
    return visitors.computeIfAbsent(
        token == null ? "" : token, _ -> SocketClient.connect(server, token));
  }

  private String next() {
    return "o" + operations++;
  }

  private String ask(SocketClient client) {
    String id = next();
    client.subscribe(id, NOTHING);
    return id;
  }

  /** Takes all that the subscription tells up to now; false when it has ended. */
  private boolean toTheAnswer(SocketClient client, String id, StringBuilder heard) {
    boolean[] open = {true};
    Predicate<JsonNode> answer = answerTo(ask(client));
    await(
        client,
        message -> {
          if (is(message, id)) {
            open[0] &= !message.at("/type").asText().equals("error");
            heard.append(message.at("/type").asText().equals("error") ? "{\"errors\":" : "");
            heard.append(message.get("payload")).append('\n');
          }
          return answer.test(message);
        });
    return open[0];
  }

  private static Predicate<JsonNode> answerTo(String id) {
    return message -> is(message, id);
  }

  private static boolean is(JsonNode message, String id) {
    return message.at("/id").asText().equals(id)
        && !message.at("/type").asText().equals("complete");
  }

  private static void await(SocketClient client, Predicate<JsonNode> wanted) {
    JsonNode message = client.next();
    while (!wanted.test(message)) {
      message = client.next();
    }
  }

  @Override
  public void close() {
    administrator.close();
    visitors.values().forEach(SocketClient::close);
  }
}
