package dev.freehold.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two nodes of the API on one database; Keycloak posts its events to the first. */
public final class TwoNodes implements AutoCloseable {
  private static final long PATIENCE = Duration.ofSeconds(60).toNanos();

  private final TestPlatform platform;
  private final ApiProcess second;

  public TwoNodes(TestPlatform platform) {
    this.platform = platform;
    this.second = platform.apiNode("freehold-api.jar", Map.of());
    platform.api();
    second.start();
  }

  /** What each node says of the token: the reason of its refusal, empty when it is accepted. */
  public List<String> reasons(String token) {
    return nodes().stream().map(node -> reason(node, token)).toList();
  }

  /**
   * Has both nodes remember the token, revokes it, and waits until both refuse it.
   *
   * @return nanoseconds from the end of the revocation to the slower node's refusal
   */
  public long untilBothRefuse(String token, Runnable revocation)
      throws InterruptedException, ExecutionException {
    assertThat(reasons(token)).containsOnly("");
    assertThat(reasons(token)).containsOnly("");
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      revocation.run();
      long begun = System.nanoTime();
      List<Future<Long>> waits =
          nodes().stream()
              .map(node -> clients.submit(() -> untilRefused(node, token, begun)))
              .toList();
      long longest = 0;
      for (Future<Long> wait : waits) {
        longest = Math.max(longest, wait.get());
      }
      return longest;
    }
  }

  private static long untilRefused(URI node, String token, long begun) {
    while (System.nanoTime() - begun < PATIENCE) {
      if (!reason(node, token).isEmpty()) {
        return System.nanoTime() - begun;
      }
    }
    throw new AssertionError(node + " goes on accepting a revoked token");
  }

  private static String reason(URI node, String token) {
    return new GraphQl(node, token)
        .ask("{ __typename }", Map.of())
        .at("/errors/0/details/reason")
        .asText();
  }

  private List<URI> nodes() {
    return List.of(platform.api().url(), second.url());
  }

  @Override
  public void close() {
    second.close();
  }
}
