package dev.freehold.api.graphql;

import static dev.freehold.api.graphql.GraphQlServer.body;
import static dev.freehold.api.graphql.GraphQlServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.introspection.IntrospectionQuery;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static GraphQlServer server;

  @BeforeAll
  static void start() {
    server = new GraphQlServer(Map.of("freehold.limits.time", "2s"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void limitsDepth() throws Exception {
    assertThat(server.query(nested(14)).has("errors")).isFalse();
    assertLimit(server.query(nested(15)), "depth", 15);
  }

  @Test
  void limitsDepthInsideFragments() throws Exception {
    String query =
        "{ node { ...A } } fragment A on Node { child { ...B } } fragment B on Node " + child(13);

    assertLimit(server.query(query), "depth", 15);
  }

  @Test
  void limitsCostByTheRowsOfPages() throws Exception {
    assertThat(server.query("{ page(first: 1000) { items { text at } } }").has("errors")).isFalse();
    assertLimit(server.query("{ page(first: 10000) { items { text at } } }"), "cost", 20_000);
  }

  @Test
  void limitsCostOfPagesSizedByAVariable() throws Exception {
    String request =
        """
        {"query": "query($n: Int) { page(first: $n) { items { text at } } }", "variables": {"n": %d}}\
        """;

    assertThat(json(server.post(request.formatted(10))).has("errors")).isFalse();
    assertLimit(json(server.post(request.formatted(1_000_000))), "cost", 20_000);
    assertThat(json(server.post(request.formatted(10))).has("errors")).isFalse();
  }

  @Test
  void limitsCostOfListsInsideLists() throws Exception {
    String query =
        "{ node { children { children { children { children { children { id } } } } } } }";

    assertLimit(server.query(query), "cost", 20_000);
  }

  @Test
  void limitsAliases() throws Exception {
    String aliases =
        IntStream.range(0, 51).mapToObj(i -> "a" + i + ": id").collect(Collectors.joining(" "));

    assertLimit(server.query("{ node { " + aliases + " } }"), "aliases", 50);
  }

  @Test
  void limitsRootFields() throws Exception {
    assertLimit(server.query("{" + "__typename ".repeat(21) + "}"), "root-fields", 20);
  }

  @Test
  void limitsDirectives() throws Exception {
    assertLimit(
        server.query("{ __typename " + "@include(if: true) ".repeat(51) + "}"), "directives", 50);
  }

  @Test
  void limitsWhatFragmentsExpandTo() throws Exception {
    String doubling =
        IntStream.range(0, 60)
            .mapToObj(i -> "fragment F%d on Node { ...F%d ...F%d }".formatted(i, i + 1, i + 1))
            .collect(Collectors.joining(" "));

    assertLimit(
        server.query("{ node { ...F0 } } " + doubling + " fragment F60 on Node { id }"),
        "fields",
        2_000);
  }

  @Test
  void leavesFragmentsThatReachThemselvesToValidation() throws Exception {
    JsonNode answer = server.query("{ node { ...A } } fragment A on Node { child { ...A } }");

    assertThat(answer.at("/errors/0/code").asText()).isEqualTo("ValidationError");
  }

  @Test
  void limitsTokens() throws Exception {
    assertLimit(server.query("{ node { " + "id ".repeat(8_000) + " } }"), "tokens", 8_000);
  }

  @Test
  void limitsHowDeepTheSchemaIsAsked() throws Exception {
    String circular = "fields { type { fields { type { fields { name } } } } }";

    assertLimit(
        server.query("{ __type(name: \"Query\") { " + circular + " } }"), "introspection-depth", 2);
  }

  @Test
  void allowsTheUsualQueryAboutTheSchema() throws Exception {
    JsonNode answer = server.query(IntrospectionQuery.INTROSPECTION_QUERY);

    assertThat(answer.has("errors")).isFalse();
    assertThat(answer.at("/data/__schema/queryType/name").asText()).isEqualTo("Query");
  }

  @Test
  void limitsTheLengthOfArrays() throws Exception {
    String batch =
        IntStream.range(0, 21)
            .mapToObj(i -> "{\"query\":\"{ __typename }\"}")
            .collect(Collectors.joining(",", "[", "]"));

    assertLimit(json(server.post(batch)), "batch", 20);
  }

  @Test
  void limitsTheBody() throws Exception {
    HttpResponse<String> response = server.post(body("#" + "x".repeat(1_100_000)));

    assertThat(response.statusCode()).isEqualTo(413);
    assertLimit(json(response), "body-size", 1_048_576);
  }

  @Test
  void breaksOffAnOperationWhoseTimeIsOver() throws Exception {
    JsonNode answer = server.query("mutation { waitThenAdd afterTheWait }");

    assertLimit(answer, "time", 2_000);
    assertThat(server.probe.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(server.query("{ __typename }").at("/data/__typename").asText()).isEqualTo("Query");
    assertThat(server.probe.afterTheWait.get()).isZero();
  }

  @Test
  void namesASettingThatIsNoLimit() {
    assertThatThrownBy(() -> new GraphQlServer(Map.of("freehold.limits.depth", 0)).close())
        .hasStackTraceContaining("freehold.limits.depth must be from 1 to 200 but is 0");
  }

  private static void assertLimit(JsonNode answer, String name, long maximum) {
    JsonNode error = answer.at("/errors/0");
    assertThat(error.at("/code").asText()).as(answer.toString()).isEqualTo("LimitExceededError");
    assertThat(error.at("/details/limit").asText()).isEqualTo(name);
    assertThat(error.at("/details/maximum").asLong()).isEqualTo(maximum);
    assertThat(error.at("/details/setting").asText()).isEqualTo("freehold.limits." + name);
  }

  private static String nested(int levels) {
    return "{ node " + child(levels - 1) + " }";
  }

  private static String child(int levels) {
    return levels == 0 ? "{ id }" : "{ child " + child(levels - 1) + " }";
  }
}
