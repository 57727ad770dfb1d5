package dev.freehold.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.local.GraphQl;
import dev.freehold.local.TestPlatform;
import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tables through GraphQL, without a row rule and with one, beside the same SQL written by hand in
 * the same server. The three ways take turns, so that the machine's moods are everybody's.
 */
class DataBench {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final int ROUNDS = Integer.getInteger("freehold.bench.rounds", 5);

  private final TestPlatform platform = TestPlatform.shared();
  private Connection database;
  private BenchNode node;
  private BenchUser open;
  private BenchUser owner;

  @BeforeEach
  void setUp() throws Exception {
    platform.api();
    platform.awaitProvisioned();
    database = platform.freeholdDatabase();
    node = BenchNode.start(platform, Map.of("BENCH_PLAIN", "true"));
    open = BenchUser.signUp(platform, node.url());
    owner = BenchUser.signUp(platform, node.url());
    BenchTables.create(database, owner.id());
    BenchTables.permit(node.administrator(platform));
    open.give("Open", database);
    owner.give("Owner", database);
    for (BenchUser user : List.of(open, owner)) {
      GraphQl caller = new GraphQl(node.url(), user.token());
      await().until(() -> !caller.ask("{ postsList { count } }", Map.of()).has("errors"));
    }
  }

  @AfterEach
  void tearDown() throws Exception {
    if (node != null) {
      node.close();
    }
    BenchTables.drop(database);
    database.close();
  }

  @Test
  void tablesBesideSqlByHand() throws Exception {
    Load load = node.load();
    Report.section("Tables through GraphQL beside the same SQL by hand, one node, 8 connections");
    Load.Request plain = Load.plain(open.token());
    load.forTime(plain, Duration.ofSeconds(10));
    List<Load.Rate> rates = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      rates.add(load.forTime(plain, ROUND));
    }
    Report.line("plain authenticated GET, no database", rate(Load.median(rates)));
    // What one kind of question makes the compiler do is done before any is measured.
    for (int turn = 0; turn < 4; turn++) {
      for (DataCase one : DataCase.values()) {
        for (List<Load.Request> way : ways(one)) {
          load.forTime(way, WARM_UP);
        }
      }
    }
    for (DataCase one : DataCase.values()) {
      measure(one, load);
    }
  }

  private void measure(DataCase one, Load load) throws Exception {
    List<List<Load.Request>> ways = ways(one);
    long written = comments() + equalAnswers(one, ways);
    for (List<Load.Request> way : ways) {
      written += load.forTime(way, WARM_UP).done();
    }
    List<List<Load.Rate>> rates = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round < ROUNDS; round++) {
      for (int way = 0; way < ways.size(); way++) {
        rates.get(way).add(load.forTime(ways.get(way), ROUND));
        written += rates.get(way).getLast().done();
      }
    }
    if (one.writes()) {
      assertThat(comments()).isEqualTo(written);
    }
    Report.line(
        one.title(),
        String.format(
            Locale.ROOT,
            "by hand %s; GraphQL %s, %.0f %% of it; with a row rule %s, %.0f %% of that without",
            rate(Load.median(rates.get(0))),
            rate(Load.median(rates.get(1))),
            ratio(rates.get(1), rates.get(0)),
            rate(Load.median(rates.get(2))),
            ratio(rates.get(2), rates.get(1))));
  }

  private List<List<Load.Request>> ways(DataCase one) {
    String token = open.token();
    return List.of(one.byHand(token), one.graphQl(token), one.graphQl(owner.token()));
  }

  /**
   * Has each way answer some of the requests, which must come to the same; answers how many it
   * made.
   */
  private int equalAnswers(DataCase one, List<List<Load.Request>> ways) throws IOException {
    int asked = 10;
    try (LoadConnection connection = new LoadConnection(node.url())) {
      for (int i = 0; i < asked; i++) {
        List<JsonNode> answers = new ArrayList<>();
        for (List<Load.Request> way : ways) {
          JsonNode answer = JSON.readTree(connection.exchange(way.get(i).bytes()));
          // Each insert makes a row of its own.
          answers.add(one.writes() ? answer.at("/data/commentCreate/text") : answer);
        }
        assertThat(answers.getFirst().toString()).as(one.title()).hasSizeGreaterThan(10);
        assertThat(answers).as(one.title()).containsOnly(answers.getFirst());
      }
    }
    return asked * ways.size();
  }

  private long comments() throws Exception {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery("select count(*) from comments")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The median of what one way came to in a round, of the other in that round. */
  private static double ratio(List<Load.Rate> rates, List<Load.Rate> others) {
    ToDoubleFunction<Integer> percent =
        round -> 100 * rates.get(round).perSecond() / others.get(round).perSecond();
    List<Integer> rounds = new ArrayList<>();
    for (int round = 0; round < rates.size(); round++) {
      rounds.add(round);
    }
    return percent.applyAsDouble(
        rounds.stream().sorted(Comparator.comparingDouble(percent)).toList().get(rates.size() / 2));
  }

  private static String rate(Load.Rate rate) {
    return String.format(
        Locale.ROOT, "%,.0f/s (%.0f µs CPU)", rate.perSecond(), rate.serverMicros());
  }
}
