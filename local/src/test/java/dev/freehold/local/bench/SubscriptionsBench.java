package dev.freehold.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.local.TestPlatform;
import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Thousands of subscriptions of one node: what they ask of the database, weigh, and wait for. */
class SubscriptionsBench {
  private static final int IDLE = Integer.getInteger("freehold.bench.subscriptions", 5_000);
  private static final int MATCHING = 200;
  private static final int TOKENS = 100;
  private static final Duration WATCHED = Duration.ofSeconds(15);
  private static final String COMMENT =
      "insert into comments (post_id, text) values (1 + floor(random() * 20000)::int, ?)";

  private static final Map<String, String> UNLIMITED =
      Map.of(
          "FREEHOLD_SUBSCRIPTIONS_CONNECTIONS_PER_ADDRESS", "100000",
          "FREEHOLD_SUBSCRIPTIONS_CONNECTIONS_PER_CALLER", "100000");

  private final TestPlatform platform = TestPlatform.shared();
  private final List<LoadSocket> sockets = new ArrayList<>();
  private final AtomicInteger unexpected = new AtomicInteger();
  private Connection database;
  private StatementLog log;

  @BeforeEach
  void setUp() throws Exception {
    platform.api();
    platform.awaitProvisioned();
    database = platform.freeholdDatabase();
    DdlTelling.end(database);
    log = new StatementLog(platform.keycloakDatabase());
    Report.section(String.format(Locale.ROOT, "%,d idle subscriptions of one node", IDLE));
  }

  @AfterEach
  void tearDown() throws Exception {
    for (LoadSocket socket : sockets) {
      socket.close();
    }
    DdlTelling.begin(database);
    BenchTables.drop(database);
    database.close();
  }

  @Test
  void idleAndTold() throws Exception {
    try (BenchNode node = BenchNode.start(platform, UNLIMITED)) {
      BenchUser user = reader(node);
      subscribe(node, user);
      asked("all subscriptions, without event triggers");
      hangUp();
    }
    DdlTelling.begin(database);
    try (BenchNode node = BenchNode.start(platform, UNLIMITED)) {
      BenchUser user = BenchUser.signUp(platform, node.url());
      user.give("Open", database);
      int before = asked("no subscription, with event triggers");
      // The first of each kind makes what all share.
      sockets.add(idle(node, user.token()));
      long heap = node.heap();
      subscribe(node, user);
      int after = asked("all subscriptions, with event triggers");
      Report.line(
          "asked more because of the subscriptions",
          after - before + " in " + WATCHED.toSeconds() + " s");
      Report.line(
          "heap of a subscription with its connection",
          String.format(Locale.ROOT, "%.1f KiB", (node.heap() - heap) / 1024.0 / IDLE));
      measureLatency(node, user);
      hangUp();
    }
  }

  private BenchUser reader(BenchNode node) throws Exception {
    BenchUser user = BenchUser.signUp(platform, node.url());
    BenchTables.create(database, user.id());
    BenchTables.permit(node.administrator(platform));
    user.give("Open", database);
    return user;
  }

  private void subscribe(BenchNode node, BenchUser user) throws Exception {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < TOKENS; i++) {
      tokens.add(user.token());
    }
    try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
      List<Future<LoadSocket>> opened = new ArrayList<>();
      for (int i = 0; i < IDLE; i++) {
        String token = tokens.get(i % TOKENS);
        opened.add(clients.submit(() -> idle(node, token)));
      }
      for (Future<LoadSocket> one : opened) {
        sockets.add(one.get());
      }
    }
    node.awaitSubscriptions(sockets.size());
  }

  private LoadSocket idle(BenchNode node, String token) throws IOException {
    LoadSocket socket =
        new LoadSocket(
            node.url(), token, "subscription { Posts { mutation node { id title views } } }");
    socket.listen(_ -> unexpected.incrementAndGet());
    return socket;
  }

  private void hangUp() throws IOException {
    assertThat(unexpected).as("messages to idle subscribers").hasValue(0);
    for (LoadSocket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  /** Answers how many statements there were that ask for something. */
  private int asked(String when) throws Exception {
    Map<String, Integer> counts = log.during(WATCHED, "freehold");
    int statements =
        counts.entrySet().stream()
            .filter(one -> !StatementLog.isEmpty(one.getKey()))
            .mapToInt(Map.Entry::getValue)
            .sum();
    Report.line(
        when,
        String.format(Locale.ROOT, "%.2f statements/s", statements / (double) WATCHED.toSeconds()));
    counts.forEach((what, times) -> Report.line("  " + times + " times", what));
    return statements;
  }

  private void measureLatency(BenchNode node, BenchUser user) throws Exception {
    for (int audiences : new int[] {1, 10}) {
      try (ChangeLatency latency = new ChangeLatency()) {
        String token = user.token();
        for (int i = 0; i < MATCHING; i++) {
          latency.add(
              new LoadSocket(
                  node.url(),
                  token,
                  "subscription { Comments(filter: {mutation_in: [create],"
                      + " node: {id: {gt: %d}}}) { node { id text } } }".formatted(i % audiences)));
        }
        node.awaitSubscriptions(sockets.size() + MATCHING);
        latency.measure(database, COMMENT, 50, 20);
        Report.line(
            "change to client, 20 changes/s, "
                + MATCHING
                + " subscribers, different questions: "
                + audiences,
            latency.measure(database, COMMENT, 200, 20));
      }
      node.awaitSubscriptions(sockets.size());
    }
  }
}
