package dev.freehold.api.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.TestApi;
import dev.freehold.api.platform.Health;
import io.micronaut.management.health.indicator.HealthResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ProvisioningTest {
  @Test
  void manyChangesAtOnceDoNotUseUpThePool() throws Exception {
    try (TestApi api =
            new TestApi(Map.of("freehold.mode", "local", "freehold.database.pool-size", 3));
        ExecutorService people = Executors.newFixedThreadPool(12)) {
      String root = api.administrator("root");
      List<Callable<JsonNode>> changes =
          IntStream.range(0, 12)
              .<Callable<JsonNode>>mapToObj(i -> () -> create(api, root, "Profile " + i))
              .toList();
      for (Future<JsonNode> answer : people.invokeAll(changes)) {
        assertThat(answer.get(1, TimeUnit.MINUTES).at("/errors").isMissingNode())
            .as("%s", answer.get())
            .isTrue();
      }
    }
  }

  @Test
  void healthNamesTheProfilesThatAreNotReady() {
    try (TestApi api = new TestApi(Map.of("freehold.mode", "local"))) {
      create(api, api.administrator("root"), "Waiting Room");
      HealthResult health =
          Mono.from(api.server.getApplicationContext().getBean(ProfilesHealth.class).getResult())
              .block();
      assertThat(health.getStatus()).isEqualTo(Health.DEGRADED);
      assertThat(health.getDetails().toString()).contains("Waiting Room=PENDING");
    }
  }

  private static JsonNode create(TestApi api, String token, String name) {
    return api.graphql(
        token,
        "mutation { authenticationProfileCreate(data: {name: \"" + name + "\"}) { status } }");
  }
}
