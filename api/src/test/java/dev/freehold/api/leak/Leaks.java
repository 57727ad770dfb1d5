package dev.freehold.api.leak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.api.TestApi;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Asks what a visitor asks, and tells whether the answer gives anything away. */
final class Leaks {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestApi api;
  private final Store store;
  private final String administrator;
  private final List<Table> tables;
  private final Subscriber subscriber;

  Leaks(TestApi api, Store store, String administrator, List<Table> tables, Subscriber subscriber) {
    this.subscriber = subscriber;
    this.api = api;
    this.store = store;
    this.administrator = administrator;
    this.tables = tables;
  }

  /** What is found by all of them, each said in a line. */
  List<String> of(Visitor visitor, List<Probe> probes) {
    List<String> found = new ArrayList<>();
    Map<Probe, String> answers = new LinkedHashMap<>();
    Bookshop.restore(store);
    List<String> secrets = new ArrayList<>(secrets(visitor));
    secrets.addAll(Stir.secrets(visitor));
    for (Probe probe : probes) {
      String before = probe.writes() ? hidden(visitor) : "";
      String real = answer(visitor, probe.real(), Stir.all(visitor, tables));
      if (probe.writes() && !before.equals(hidden(visitor))) {
        found.add("hidden rows changed by " + probe);
      }
      if (probe.stirs()) {
        Bookshop.restore(store);
      }
      answers.put(probe, real);
      String unsaid = without(real, probe.hidden());
      secrets.stream()
          .filter(secret -> unsaid.contains(secret) && !probe.says(secret))
          .forEach(secret -> found.add(secret + " shows in " + real + " to " + probe));
      twin(visitor, probe, real).ifPresent(found::add);
    }
    Bookshop.change(store, visitor, tables);
    answers.forEach((probe, before) -> {
      if (probe.worlds()) {
        String after = answer(visitor, probe.real(), Stir.ofWhatIsSeen());
        if (probe.stirs()) {
          Bookshop.change(store, visitor, tables);
        }
        if (!before.equals(after)) {
          found.add("depends on what is hidden: " + before + " or " + after + " to " + probe);
        }
      }
    });
    Bookshop.restore(store);
    return found;
  }

  private Optional<String> twin(Visitor visitor, Probe probe, String real) {
    if (!probe.paired()) {
      return Optional.empty();
    }
    String twin = answer(visitor, probe.twin(), Stir.all(visitor, tables));
    if (probe.stirs()) {
      Bookshop.restore(store);
    }
    return without(real, probe.hidden()).equals(without(twin, probe.absent()))
        ? Optional.empty()
        : Optional.of("unlike what is absent: " + real + " or " + twin + " to " + probe);
  }

  /** What is wrong with the probe itself: it would show nothing to anybody. */
  Optional<String> invalid(Probe probe) {
    if (!probe.valid()) {
      return Optional.empty();
    }
    if (probe.subscribes()) {
      return subscriber.refuses(administrator, probe.real().document())
          ? Optional.of("an administrator is refused " + probe)
          : Optional.empty();
    }
    String answer = ask(administrator, probe.real());
    if (probe.writes()) {
      Bookshop.restore(store);
    }
    return answer.contains("\"errors\"")
        ? Optional.of("an administrator gets " + answer + " to " + probe)
        : Optional.empty();
  }

  /** Names and texts that must not show. */
  private List<String> secrets(Visitor visitor) {
    TreeSet<String> secrets = new TreeSet<>();
    for (Table table : tables) {
      table.columns().stream()
          .filter(column -> !visitor.names(table, column) && column.name().contains("veiled"))
          .forEach(column -> secrets.addAll(List.of(column.field(), column.name())));
      if (!visitor.reads(table) && !table.id().equals(TableId.USERS)) {
        secrets.add(table.names().type());
      }
      table.columns().stream()
          .filter(column -> column.type().sqlType().equals("text"))
          .forEach(column ->
              secrets.addAll(
                  store.texts(
                      "select %1$s from %2$s where %1$s like 'veiled%%' and not %3$s"
                          .formatted(column.name(), table.id(), visitor.cells(table, column)))));
    }
    return List.copyOf(secrets);
  }

  /** All that is in rows that the visitor does not see, and has been there from the beginning. */
  private String hidden(Visitor visitor) {
    StringBuilder all = new StringBuilder();
    for (Table table : tables) {
      if (table.column("id").isEmpty() || table.id().equals(TableId.USERS)) {
        // The database itself takes rows of join tables away with what they join.
        continue;
      }
      all.append(
          store.texts(
              "select t::text from %s t where not %s and t.id <> 200 order by 1"
                  .formatted(table.id().name(), visitor.rows(table))));
    }
    return all.toString();
  }

  /** What is answered, or told while that happens. */
  private String answer(Visitor visitor, Probe.Question question, String happening) {
    return question.document().startsWith("subscription")
        ? subscriber.hear(visitor.token(), question.document(), table(question), happening)
        : ask(visitor.token(), question);
  }

  /** The one whose changes are told; any other when the visitor cannot name it. */
  private Table table(Probe.Question question) {
    return tables.stream()
        .filter(table ->
            question
                .document()
                .matches("subscription \\{ (a: )?" + table.names().plural() + "\\W.*"))
        .findFirst()
        .orElseGet(this::anyMarked);
  }

  private Table anyMarked() {
    return tables.stream()
        .filter(table -> Stir.MARKED.contains(table.id().name()))
        .findFirst()
        .orElseThrow();
  }

  private String ask(String token, Probe.Question question) {
    Map<String, String> headers =
        token == null ? Map.of() : Map.of("authorization", "Bearer " + token);
    try {
      byte[] body =
          JSON.writeValueAsBytes(
              Map.of("query", question.document(), "variables", question.variables()));
      JsonNode answer = JSON.readTree(api.post("/graphql", headers, body).body());
      return answer.toString().replaceAll("\"requestId\":\"[^\"]*\"", "");
    } catch (JsonProcessingException e) {
      throw new AssertionError(question.document(), e);
    }
  }

  /** Without the word that the visitor wrote himself, and without where it stood. */
  private static String without(String answer, String word) {
    String placeless = answer.replaceAll("\"column\":\\d+", "");
    return word == null ? placeless : placeless.replace(word, "§");
  }
}
