package dev.freehold.api.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import java.util.Map;

/** The API as an administrator changes tables through it. */
final class DefinitionApi implements AutoCloseable {
  static final String ANSWER =
      "{ success schema name type field migration { id name statements } }";

  final TestApi api = new TestApi(Map.of());
  final String administrator = api.administrator("definition-administrator");

  /** The answer of a mutation that takes {@code data}. */
  JsonNode change(String mutation, Map<String, Object> data) {
    JsonNode answer = refused(mutation, data);
    assertThat(answer.path("errors")).isEmpty();
    return answer.at("/data/" + mutation);
  }

  /** The whole answer. */
  JsonNode refused(String mutation, Map<String, Object> data) {
    String input =
        mutation.startsWith("table")
            ? "TableDefinition" + mutation.substring(5)
            : "FieldDefinition" + mutation.substring(5);
    return api.graphql(
        administrator,
        "mutation ($data: %sInput!) { %s(data: $data) %s }".formatted(input, mutation, ANSWER),
        Map.of("data", data));
  }

  /** Why a change is refused: the reason, or what is wrong with which part of the data. */
  JsonNode details(String mutation, Map<String, Object> data) {
    JsonNode answer = refused(mutation, data);
    assertThat(answer.path("errors")).describedAs("%s", answer).hasSize(1);
    return answer.at("/errors/0/details");
  }

  String reason(String mutation, Map<String, Object> data) {
    return details(mutation, data).path("reason").asText();
  }

  JsonNode ask(String operation) {
    JsonNode answer = api.graphql(administrator, operation);
    assertThat(answer.path("errors")).describedAs("%s", answer).isEmpty();
    return answer.path("data");
  }

  @Override
  public void close() {
    api.close();
  }
}
