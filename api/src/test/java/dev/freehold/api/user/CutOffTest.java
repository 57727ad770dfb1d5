package dev.freehold.api.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.api.TestApi;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** A node whose line to the database goes dead while its caches are warm. */
class CutOffTest {
  private static TestApi api;
  private static CuttableLine line;
  private static EmbeddedServer node;

  @BeforeAll
  static void start() {
    api = new TestApi(Map.of());
    String url = (String) api.database.properties().get("freehold.database.url");
    int port = URI.create(url.substring("jdbc:".length())).getPort();
    line = new CuttableLine(port);
    node =
        api.anotherNode(
            Map.of(
                "freehold.database.url",
                url.replace(":" + port, ":" + line.port()),
                // What asks the database all the same must not hold up the test.
                "freehold.limits.time",
                "2s"));
  }

  @AfterAll
  static void stop() {
    node.close();
    line.close();
    api.close();
  }

  @Test
  void vouchesForNobodyWhileItIsCutOffAndSaysSoInReadiness() {
    String ada = api.token("ada", "ada@example.com", true);
    assertThat(reason(ada)).isEmpty();
    assertThat(health()).isEqualTo("UP");

    line.cut();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(reason(ada)).isEqualTo("database_unavailable"));
    assertThat(health()).isEqualTo("DOWN");
    api.database.execute("update freehold.users set status = 'DISABLED'");
    assertThat(reason(ada)).isEqualTo("database_unavailable");

    line.mend();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(reason(ada)).isEqualTo("user_disabled"));
    await().untilAsserted(() -> assertThat(health()).isEqualTo("UP"));
  }

  private static String reason(String token) {
    return api.graphql(node, token, "{ user { id } }").at("/errors/0/details/reason").asText();
  }

  private static String health() {
    return Flux.fromIterable(node.getApplicationContext().getBeansOfType(HealthIndicator.class))
        .flatMap(HealthIndicator::getResult)
        .filter(result -> result.getName().equals("changes"))
        .map(HealthResult::getStatus)
        .blockFirst()
        .getName();
  }
}
