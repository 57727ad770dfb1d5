package dev.freehold.api.changes;

import dev.freehold.api.catalog.TableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which transactions' changes this node has read, so that each is read once, whether it is told or
 * found; and how far the log can be cleared. Clearing goes on until the log is empty and then
 * stops, so that nothing runs while nothing changes.
 */
final class DeliveredChanges {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveredChanges.class);
  private static final Duration CLEARED_EVERY = Duration.ofMinutes(1);

  /** How long other nodes have to read what has ended, longer than a feed may be broken. */
  private static final long KEPT = Duration.ofMinutes(3).toNanos();

  private final DataSource database;
  private final Set<Long> known = new HashSet<>();
  private final Deque<Mark> marks = new ArrayDeque<>();
  private final ScheduledExecutorService clearing =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("change log").daemon().factory());
  private ChangeLog.Position begin;
  private long oldest;
  private boolean clearingDue;

  /** At that moment all older transactions had ended. */
  private record Mark(long nanos, long oldest) {}

  /**
   * What was read.
   *
   * @param entries in the order in which they are to be told
   * @param tooMuch when there is more than can be told; the entries are worth nothing then
   */
  record News(List<ChangeLog.Entry> entries, boolean tooMuch) {
    Map<TableId, List<ChangeLog.Entry>> byTable() {
      Map<TableId, List<ChangeLog.Entry>> tables = new LinkedHashMap<>();
      for (ChangeLog.Entry entry : entries) {
        tables.computeIfAbsent(entry.table(), _ -> new ArrayList<>()).add(entry);
      }
      return tables;
    }
  }

  DeliveredChanges(DataSource database) {
    this.database = database;
  }

  /** Only what ends from now on is wanted. */
  synchronized void begin(Connection connection) throws SQLException {
    begin = ChangeLog.position(connection);
    oldest = begin.oldest();
    known.clear();
    marks.clear();
    marks.add(new Mark(System.nanoTime(), oldest));
    clearLater();
  }

  /** What the transactions noted whose numbers were told. */
  synchronized News told(Connection connection, List<String> payloads) throws SQLException {
    Set<Long> fresh = new LinkedHashSet<>();
    for (String payload : payloads) {
      if (payload.matches("[0-9]{1,19}")) {
        long number = Long.parseUnsignedLong(payload);
        if (!known.contains(number)) {
          fresh.add(number);
        }
      }
    }
    if (fresh.isEmpty()) {
      return new News(List.of(), false);
    }
    return taken(fresh, ChangeLog.of(connection, fresh));
  }

  /** What was noted and not told. */
  synchronized News missed(Connection connection) throws SQLException {
    List<ChangeLog.Entry> all = ChangeLog.since(connection, begin, oldest);
    List<ChangeLog.Entry> fresh =
        all.stream().filter(entry -> !known.contains(entry.xid())).toList();
    // Nobody knows their order any more, but that of each row's changes.
    Set<Long> transactions = new LinkedHashSet<>();
    fresh.forEach(entry -> transactions.add(entry.xid()));
    known.addAll(transactions);
    clearLater();
    return new News(fresh, all.size() > ChangeLog.MOST);
  }

  private News taken(Set<Long> transactions, List<ChangeLog.Entry> entries) {
    Map<Long, List<ChangeLog.Entry>> byTransaction = new HashMap<>();
    for (ChangeLog.Entry entry : entries) {
      byTransaction.computeIfAbsent(entry.xid(), _ -> new ArrayList<>()).add(entry);
    }
    List<ChangeLog.Entry> ordered = new ArrayList<>(entries.size());
    for (Long transaction : transactions) {
      ordered.addAll(byTransaction.getOrDefault(transaction, List.of()));
    }
    known.addAll(transactions);
    clearLater();
    return new News(ordered, entries.size() > ChangeLog.MOST);
  }

  private void clearLater() {
    if (!clearingDue && !clearing.isShutdown()) {
      clearingDue = true;
      var _ = clearing.schedule(this::clear, CLEARED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void clear() {
    try (Connection connection = database.getConnection()) {
      clearUp(connection, System.nanoTime());
    } catch (SQLException e) {
      LOG.warn("The log of changes could not be cleared yet", e);
      synchronized (this) {
        clearingDue = false;
        clearLater();
      }
    }
  }

  /** Removes what everybody has had the time to read by then. */
  synchronized void clearUp(Connection connection, long now) throws SQLException {
    marks.add(new Mark(now, ChangeLog.position(connection).oldest()));
    while (!marks.isEmpty() && now - marks.getFirst().nanos() >= KEPT) {
      oldest = marks.removeFirst().oldest();
    }
    boolean more = ChangeLog.prune(connection, oldest);
    known.removeIf(transaction -> transaction < oldest);
    clearingDue = false;
    if (more) {
      clearLater();
    }
  }

  void stop() {
    clearing.shutdownNow();
  }
}
