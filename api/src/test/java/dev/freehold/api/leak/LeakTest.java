package dev.freehold.api.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import dev.freehold.api.catalog.CatalogHolder;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Tries to learn what is hidden, by every way in the list, at every column that is not granted and
 * every row that is not seen. Three things must hold of each answer: nothing hidden stands in it,
 * it is the answer about something that is not there, and it stays the same when all that is hidden
 * becomes something else.
 */
class LeakTest {
  private static final List<Attempt> ATTEMPTS =
      List.of(
          new SelectColumn(),
          new FilterByColumn(),
          new SortByColumn(),
          new KeyByColumn(),
          new WriteColumn(),
          new SuggestName(),
          new Introspect(),
          new NameTable(),
          new AskCan(),
          new NameRow(),
          new SeeRows(),
          new ChangeRow(),
          new UseCell(),
          new TakenValue(),
          new GroupByColumn(),
          new UpsertRow(),
          new ConnectRow(),
          new Subscribe());

  private static final Map<Visitor, List<Target>> KNOWN = new HashMap<>();

  private static TestApi api;
  private static Store store;
  private static List<Visitor> visitors;
  private static Leaks leaks;
  private static Subscriber subscriber;
  private static Targets targets;

  @BeforeAll
  static void start() throws SQLException {
    api = new TestApi(Map.of());
    String administrator = api.administrator("admin");
    store = new Store(api.database);
    store.execute(Bookshop.TABLES);
    Bookshop.restore(store);
    await()
        .until(() ->
            api.graphql(administrator, "{ veiledVaultsList { count } }")
                .at("/errors")
                .isMissingNode());
    value(
        administrator,
        "mutation { permissionsImport(yaml: \"%s\") { applied } }"
            .formatted(Bookshop.permissions().replace("\n", "\\n")));
    visitors =
        List.of(
            new Visitor("guest", null, Set.of("Guest")),
            token(administrator, "reader", Set.of("Wide", "Own")),
            token(administrator, "writer", Set.of("Writer")));
    List<Table> tables =
        api.server.getApplicationContext().getBean(CatalogHolder.class).current().tables().stream()
            .map(table -> table.id().equals(TableId.USERS) ? added(table) : table)
            .toList();
    subscriber = new Subscriber(api.server.getURI(), store, administrator);
    leaks = new Leaks(api, store, administrator, tables, subscriber);
    targets = new Targets(store, tables);
  }

  @AfterAll
  static void stop() throws SQLException {
    subscriber.close();
    store.close();
    api.close();
  }

  private static Visitor token(String administrator, String name, Set<String> roles) {
    String ids =
        api
            .database
            .texts(
                "select id from freehold.roles where name in ('"
                    + String.join("', '", roles)
                    + "')")
            .stream()
            .map(id -> '"' + id + '"')
            .collect(Collectors.joining(", "));
    String token =
        value(
                administrator,
                "mutation { apiTokenCreate(data: {name: \"%s\", roles: [%s]}) { token } }"
                    .formatted(name, ids))
            .at("/apiTokenCreate/token")
            .asText();
    return new Visitor(name, token, roles);
  }

  private static JsonNode value(String token, String query) {
    JsonNode answer = api.graphql(token, query);
    assertThat(answer.at("/errors").isMissingNode()).as("%s", answer).isTrue();
    return answer.get("data");
  }

  @TestFactory
  Stream<DynamicTest> showsNothing() {
    return visitors.stream()
        .flatMap(visitor ->
            ATTEMPTS.stream()
                .map(attempt ->
                    DynamicTest.dynamicTest(
                        visitor + " by " + attempt.getClass().getSimpleName(),
                        () -> assertThat(leaks.of(visitor, probes(visitor, attempt))).isEmpty())));
  }

  /** A question that nobody gets an answer to would prove nothing. */
  @Test
  void asksNothingThatIsWrongAnyway() {
    Set<Probe> all = new LinkedHashSet<>();
    visitors.forEach(visitor -> ATTEMPTS.forEach(attempt -> all.addAll(probes(visitor, attempt))));
    List<String> invalid = new ArrayList<>();
    all.forEach(probe -> leaks.invalid(probe).ifPresent(invalid::add));

    assertThat(invalid).isEmpty();
    assertThat(all).hasSizeGreaterThan(400);
  }

  /** Their ids are UUIDs, and of mutations there is one. */
  private static Stream<Probe> ofUsers(Probe probe) {
    return probe.document().matches(".*user(UpdateByFilter|DeleteByFilter|Upsert)\\b.*")
        ? Stream.of()
        : Stream.of(
            probe.reworded(document ->
                document.replaceAll(
                    "(?<=\\b(?:id|after|before|equals): )([12])(?=[,)}])",
                    "\"00000000-0000-7000-8000-00000000000$1\"")));
  }

  /** Users as far as the owner made it: the platform's own part is known to everybody. */
  private static Table added(Table users) {
    return new Table(
        users.id(),
        users.kind(),
        users.names(),
        users.description(),
        users.columns().stream()
            .filter(column -> column.name().equals("pen") || column.name().contains("veiled"))
            .toList(),
        users.keys(),
        users.relations(),
        users.softDelete());
  }

  private static List<Probe> probes(Visitor visitor, Attempt attempt) {
    Set<Probe> probes = new LinkedHashSet<>();
    KNOWN
        .computeIfAbsent(visitor, targets::of)
        .forEach(target -> {
          Stream<Probe> some =
              switch (target) {
                case Target.HiddenColumn column -> attempt.at(column);
                case Target.HiddenTable table -> attempt.at(table);
                case Target.HiddenRow row -> attempt.at(row);
                case Target.HiddenCell cell -> attempt.at(cell);
              };
          if (target.table().id().equals(TableId.USERS)) {
            some.flatMap(LeakTest::ofUsers).forEach(probes::add);
          } else {
            some.forEach(probes::add);
          }
        });
    return List.copyOf(probes);
  }
}
