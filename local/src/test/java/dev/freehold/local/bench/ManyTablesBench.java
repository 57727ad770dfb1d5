package dev.freehold.local.bench;

import dev.freehold.local.GraphQl;
import dev.freehold.local.TestPlatform;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hundreds of tables: the start, and the way of a DDL change to clients. */
class ManyTablesBench {
  private static final int TABLES = Integer.getInteger("freehold.bench.tables", 600);
  private static final int CHANGES = 5;
  private static final long PATIENCE = Duration.ofMinutes(1).toNanos();

  /** More than the local platform's nodes have; it counts more than their command line. */
  private static final Map<String, String> HEAP = Map.of("_JAVA_OPTIONS", "-Xmx2g");

  private final TestPlatform platform = TestPlatform.shared();
  private Connection database;
  private ManyTables tables;
  private int columns;

  @BeforeEach
  void setUp() throws Exception {
    platform.api();
    platform.awaitProvisioned();
    database = platform.freeholdDatabase();
    DdlTelling.end(database);
    tables = new ManyTables(database, TABLES);
    Report.section(TABLES + " tables");
  }

  @AfterEach
  void tearDown() throws Exception {
    DdlTelling.begin(database);
    tables.drop();
    database.close();
  }

  @Test
  void startAndReload() throws Exception {
    try (BenchNode node = BenchNode.start(platform, HEAP)) {
      Report.line("start to first answer, no tables", seconds(node));
      GraphQl administrator = node.administrator(platform);
      tables.create();
      Report.line(
          "all of them made at once, commit to served",
          Durations.of(List.of(untilServed(administrator, TABLES - 1, "name"))));
      Report.line("a column more, looked for every second", changes(administrator));
    }
    DdlTelling.begin(database);
    try (BenchNode node = BenchNode.start(platform, HEAP)) {
      Report.line("start to first answer, all tables", seconds(node));
      Report.line("a column more, told by event triggers", changes(node.administrator(platform)));
    }
  }

  private Durations changes(GraphQl administrator) throws SQLException, InterruptedException {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      String column = "extra" + ++columns;
      int table = columns * 37 % TABLES;
      // Not in step with whoever looks every second.
      Thread.sleep(columns * 137 % 1_000);
      BenchTables.run(
          database, "alter table " + ManyTables.name(table) + " add column " + column + " text");
      nanos.add(untilServed(administrator, table, column));
    }
    return Durations.of(nanos);
  }

  private static String seconds(BenchNode node) {
    return String.format(Locale.ROOT, "%.1f s", node.startUpSeconds());
  }

  private static long untilServed(GraphQl administrator, int table, String field)
      throws InterruptedException {
    long committed = System.nanoTime();
    String query = "{ %s(first: 1) { items { %s } } }".formatted(ManyTables.list(table), field);
    while (administrator.ask(query, Map.of()).has("errors")) {
      if (System.nanoTime() - committed > PATIENCE) {
        throw new AssertionError(field + " is not served");
      }
      Thread.sleep(3);
    }
    return System.nanoTime() - committed;
  }
}
