package dev.freehold.local.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a database is asked, by PostgreSQL's own log of statements. */
final class StatementLog {
  private static final String EMPTY = "(empty statement)";
  private static final int SHOWN = 100;
  private static final Pattern LINE =
      Pattern.compile(
          "@(?<who>[^@]*)@(?<database>[^@]*)@ LOG:  "
              + "(?:statement|execute [^:]*): ?(?<text>.*(?:\\R\\t.*)*)");

  private final Connection superuser;
  private final Path file;

  StatementLog(Connection superuser) throws SQLException {
    this.superuser = superuser;
    try (Statement statement = superuser.createStatement();
        ResultSet row = statement.executeQuery("show data_directory")) {
      row.next();
      this.file = Path.of(row.getString(1)).resolveSibling("postgresql.log");
    }
  }

  /**
   * Waits so long.
   *
   * @return who (the connection's name) asked what, and how often
   */
  Map<String, Integer> during(Duration time, String database)
      throws SQLException, IOException, InterruptedException {
    set("log_parameter_max_length", "'0'");
    set("log_line_prefix", "'@%a@%d@ '");
    set("log_statement", "'all'");
    long begin = Files.size(file);
    Thread.sleep(time);
    long end = Files.size(file);
    for (String name : new String[] {"log_statement", "log_line_prefix"}) {
      set(name, "default");
    }
    return counted(begin, end, database);
  }

  private Map<String, Integer> counted(long begin, long end, String database) throws IOException {
    String log =
        new String(
            Files.readAllBytes(file), (int) begin, (int) (end - begin), StandardCharsets.UTF_8);
    Map<String, Integer> counts = new TreeMap<>();
    for (Matcher line = LINE.matcher(log); line.find(); ) {
      if (line.group("database").equals(database)) {
        String text = line.group("text").replaceAll("\\s+", " ").strip();
        String shown = text.substring(0, Math.min(SHOWN, text.length()));
        counts.merge(line.group("who") + ": " + (text.isEmpty() ? EMPTY : shown), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** Whether the statement asks for nothing: it tells only that the connection is alive. */
  static boolean isEmpty(String cause) {
    return cause.endsWith(EMPTY);
  }

  private void set(String name, String value) throws SQLException {
    BenchTables.run(superuser, "alter system set " + name + " = " + value);
    BenchTables.run(superuser, "select pg_reload_conf()");
  }
}
