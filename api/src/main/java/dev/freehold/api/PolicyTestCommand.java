package dev.freehold.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * {@code java -jar freehold-api.jar policy-test cases.yaml …}: has a running API try the cases of
 * the files, as the API token of an administrator in {@code FREEHOLD_POLICY_TEST_TOKEN}.
 */
final class PolicyTestCommand {
  static final String NAME = "policy-test";

  /** All cases are as they say. */
  static final int PASSED = 0;

  /** At least one is not. */
  static final int FAILED = 1;

  /** They could not be tried. */
  static final int BROKEN = 2;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String MUTATION =
      """
      mutation ($yaml: String!) {
        policyTest(yaml: $yaml) { passed failed cases { name line passed rows message } } }\
      """;

  private final Map<String, String> environment;
  private final PrintStream out;

  PolicyTestCommand(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
  }

  /** Answers the status that the process ends with. */
  int run(List<String> files) {
    if (files.isEmpty()) {
      out.println("Name the files with the cases: " + NAME + " cases.yaml");
      return BROKEN;
    }
    if (environment.getOrDefault("FREEHOLD_POLICY_TEST_TOKEN", "").isBlank()) {
      out.println("Set FREEHOLD_POLICY_TEST_TOKEN to an API token with the role Administrator");
      return BROKEN;
    }
    int worst = PASSED;
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String file : files) {
        worst = Math.max(worst, run(http, file));
      }
    }
    return worst;
  }

  private int run(HttpClient http, String file) {
    try {
      JsonNode answer = ask(http, Files.readString(Path.of(file)));
      if (answer.hasNonNull("errors")) {
        answer
            .get("errors")
            .forEach(error ->
                out.println(
                    file + ": " + error.path("code").asText() + " " + error.path("details")));
        return BROKEN;
      }
      JsonNode report = answer.at("/data/policyTest");
      report.get("cases").forEach(one -> out.println(line(file, one)));
      out.printf(
          "%s: %d passed, %d failed%n",
          file, report.get("passed").asInt(), report.get("failed").asInt());
      return report.get("failed").asInt() == 0 ? PASSED : FAILED;
    } catch (IOException | IllegalArgumentException e) {
      out.println(file + ": " + e);
      return BROKEN;
    }
  }

  private static String line(String file, JsonNode one) {
    String rows = one.get("rows").asInt() == 0 ? "" : " (rows: " + one.get("rows").asInt() + ")";
    return one.get("passed").asBoolean()
        ? "passed  " + one.get("name").asText() + rows
        : "FAILED  %s%s%n        %s:%d: %s"
            .formatted(
                one.get("name").asText(),
                rows,
                file,
                one.get("line").asInt(),
                one.get("message").asText());
  }

  private JsonNode ask(HttpClient http, String yaml) throws IOException {
    String url = environment.getOrDefault("FREEHOLD_PUBLIC_URL", "http://localhost:8080");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/graphql"))
            .timeout(PATIENCE)
            .header("content-type", "application/json")
            .header("authorization", "Bearer " + environment.get("FREEHOLD_POLICY_TEST_TOKEN"))
            .POST(
                BodyPublishers.ofByteArray(
                    JSON.writeValueAsBytes(
                        Map.of("query", MUTATION, "variables", Map.of("yaml", yaml)))))
            .build();
    try {
      return JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }
}
