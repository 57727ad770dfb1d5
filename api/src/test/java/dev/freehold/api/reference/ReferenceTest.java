package dev.freehold.api.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import dev.freehold.api.catalog.Table;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random schemas, rows, roles and queries: what the API answers is what a plain program answers
 * that applies the rules to all rows, by plans made for others with the same roles. Always the same
 * ones.
 */
class ReferenceTest {
  private static final List<String> SCHEMAS = List.of("ka", "ke", "ki", "ko");
  private static final int CASES = 2_000;
  private static final int IN_ONE_REQUEST = 10;

  private static final RandomValues OTHERS =
      new RandomValues(new Random(22), List.of("00000000-0000-0000-0000-000000000009"));

  private static TestApi api;
  private static String administrator;
  private static List<Company.Person> people;
  private static List<String> ids;

  @BeforeAll
  static void start() {
    api =
        new TestApi(
            Map.of(
                "freehold.data.schemas",
                SCHEMAS,
                "freehold.limits.cost",
                1_000_000,
                "freehold.limits.aliases",
                2_000,
                "freehold.limits.depth",
                60));
    administrator = api.administrator("admin");
    people = Stream.of("ada", "bob", "cyd").map(ReferenceTest::person).toList();
    ids = people.stream().map(Company.Person::id).toList();
    api.database.execute(
        "delete from freehold.user_roles where user_id <> (select user_id from freehold.identities where subject = 'admin')");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static Company.Person person(String subject) {
    Company.Twin one = user(subject);
    return new Company.Person(subject, one.token(), one.id(), user(subject + "-twin"));
  }

  private static Company.Twin user(String subject) {
    String token = api.token(subject, subject + "@example.com", true);
    String id = api.graphql(token, "{ user { id } }").at("/data/user/id").asText();
    return new Company.Twin(token, id);
  }

  @Test
  void answersLikeAPlainProgram() {
    List<String> differences = new ArrayList<>();
    Random random = new Random(20_261_121);
    int asked = 0;
    for (String schema : SCHEMAS) {
      RandomValues values = new RandomValues(random, ids);
      List<Reader> readers = readers(schema, values);
      int most = CASES / SCHEMAS.size();
      for (int i = 0; i < most / IN_ONE_REQUEST; i++) {
        differences.addAll(differences(readers.get(i % readers.size()), values));
        asked += IN_ONE_REQUEST;
      }
    }

    assertThat(asked).isEqualTo(CASES);
    assertThat(plansKept()).isGreaterThan(0.8 * CASES / IN_ONE_REQUEST);
    assertThat(differences.stream().limit(3)).as("%s differences", differences.size()).isEmpty();
  }

  private static double plansKept() {
    return api.server
        .getApplicationContext()
        .getBean(MeterRegistry.class)
        .counter("freehold.graphql.plans", "plan", "kept")
        .count();
  }

  private static List<Reader> readers(String schema, RandomValues values) {
    RandomWorld random = new RandomWorld(schema, values);
    api.database.execute(random.tables());
    await().until(() -> tables(schema).size() == 5);
    api.graphql(
        administrator,
        """
        mutation { tableSettingsUpdate(data: {schema: "%s", name: "%s", softDelete: "deleted_at"}) { exposed } }
        """
            .formatted(schema, random.softlyDeleted().name()));
    await().until(() -> Company.catalog(api).get(random.softlyDeleted()).softDelete() != null);
    World world = random.rows(Company.catalog(api));
    api.database.execute(RandomWorld.inserts(world));
    return new Company(api, values, world).readers(schema, people, administrator);
  }

  private static List<Table> tables(String schema) {
    return Company.catalog(api).tables().stream()
        .filter(table -> table.id().schema().equals(schema))
        .toList();
  }

  private static List<String> differences(Reader reader, RandomValues values) {
    RandomAsks random = new RandomAsks(values, reader);
    List<Ask> asks = IntStream.range(0, IN_ONE_REQUEST).mapToObj(i -> random.ask("q" + i)).toList();
    GraphQlText text = new GraphQlText();
    String operation = text.operation(asks);
    // It is planned for somebody else's values, and answered by that plan.
    GraphQlText other = new GraphQlText(filter -> filter.with(OTHERS));
    assertThat(other.operation(asks)).isEqualTo(operation);
    api.graphql(reader.twin, operation, other.variables);
    JsonNode answer = api.graphql(reader.token, operation, text.variables);
    Answers plain = new Answers(reader);
    return asks.stream()
        .map(ask -> difference(answer, ask, plain))
        .flatMap(Optional::stream)
        .map(difference ->
            "%s: %s\n%s\n%s\n%s"
                .formatted(
                    reader.name, difference, answer.path("errors"), operation, text.variables))
        .toList();
  }

  private static Optional<String> difference(JsonNode answer, Ask ask, Answers plain) {
    JsonNode actual = answer.path("data").path(ask.key());
    return actual.isMissingNode()
        ? Optional.of(ask.key() + " was refused")
        : Sameness.difference(ask.key(), plain.to(ask), actual);
  }
}
