package dev.freehold.api.graphql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.changes.ChangedTable;
import dev.freehold.api.changes.TableChangeFeed;
import dev.freehold.api.data.ChangedRow;
import dev.freehold.api.data.TableChanges;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * The subscriptions to one table. Changes are told one lot after the other; what comes meanwhile
 * makes the next lot. Each lot is read once for those who see the same.
 */
final class LiveTable implements ChangedTable {
  /** Changes that wait; more are too many to be told one by one. */
  private static final int MOST_WAITING = 10_000;

  /** Statements at once, of all that the pool of connections serves. */
  private static final int READS = 4;

  private final TableChangeFeed feed;
  private final TableChanges changes;
  private final TableId id;
  private final Set<LiveQuery> queries = ConcurrentHashMap.newKeySet();
  private final Object queue = new Object();
  private List<ChangedRow> waiting = new ArrayList<>();
  private boolean lost;
  private boolean working;
  private boolean subscribed;

  LiveTable(TableId id, TableChangeFeed feed, TableChanges changes) {
    this.id = id;
    this.feed = feed;
    this.changes = changes;
  }

  synchronized void add(LiveQuery query, Table table) {
    if (!subscribed) {
      feed.subscribe(table, this);
      subscribed = true;
    }
    queries.add(query);
  }

  synchronized void remove(LiveQuery query) {
    if (queries.remove(query) && queries.isEmpty()) {
      subscribed = false;
      feed.unsubscribe(id);
    }
  }

  /** The table may be another one of its name, which tells of nothing yet. */
  synchronized void renew(Table table) {
    if (subscribed) {
      feed.subscribe(table, this);
    }
  }

  boolean idle() {
    return queries.isEmpty();
  }

  int size() {
    return queries.size();
  }

  void fail(FreeholdException reason) {
    queries.forEach(query -> query.fail(reason));
  }

  @Override
  public void changed(List<ChangedRow> rows) {
    synchronized (queue) {
      if (waiting.size() + rows.size() > MOST_WAITING) {
        lost = true;
        waiting = new ArrayList<>();
      } else {
        waiting.addAll(rows);
      }
      work();
    }
  }

  @Override
  public void lost() {
    synchronized (queue) {
      lost = true;
      waiting = new ArrayList<>();
      work();
    }
  }

  private void work() {
    if (!working) {
      working = true;
      Thread.ofVirtual().name("changes of " + id).start(this::tellAll);
    }
  }

  private void tellAll() {
    while (true) {
      List<ChangedRow> lot;
      boolean some;
      synchronized (queue) {
        lot = waiting;
        some = lost;
        if (lot.isEmpty() && !some) {
          working = false;
          return;
        }
        waiting = new ArrayList<>();
        lost = false;
      }
      if (some) {
        fail(changesLost());
      } else {
        tell(lot);
      }
    }
  }

  /** Those who are told the same, by what one of them is told. */
  private record Hearers(LiveQuery.Ready ready, List<LiveQuery> queries) {}

  private void tell(List<ChangedRow> lot) {
    Map<LiveQuery.Audience, Hearers> audiences = new LinkedHashMap<>();
    for (LiveQuery query : queries) {
      try {
        LiveQuery.Ready ready = query.ready();
        audiences
            .computeIfAbsent(ready.audience(), _ -> new Hearers(ready, new ArrayList<>()))
            .queries()
            .add(query);
      } catch (RuntimeException e) {
        query.fail(e);
      }
    }
    if (audiences.size() == 1) {
      audiences.values().forEach(hearers -> tell(lot, hearers));
      return;
    }
    Semaphore reads = new Semaphore(READS);
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Hearers hearers : audiences.values()) {
        readers.execute(() -> {
          reads.acquireUninterruptibly();
          try {
            tell(lot, hearers);
          } finally {
            reads.release();
          }
        });
      }
    }
  }

  private void tell(List<ChangedRow> lot, Hearers hearers) {
    LiveQuery.Ready ready = hearers.ready();
    try {
      for (byte[] payload : changes.read(ready.planned().plan(), ready.caller(), lot)) {
        byte[] result = result(ready.planned().key(), payload);
        hearers.queries().forEach(hearer -> hearer.tell(result));
      }
    } catch (RuntimeException e) {
      hearers.queries().forEach(hearer -> hearer.fail(e));
    }
  }

  /** Keys are names of GraphQL, which need no escaping. */
  private static byte[] result(String key, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + key.length() + 20);
    out.writeBytes(("{\"data\":{\"" + key + "\":").getBytes(UTF_8));
    out.writeBytes(payload);
    out.writeBytes("}}".getBytes(UTF_8));
    return out.toByteArray();
  }

  private static FreeholdException changesLost() {
    return new FreeholdException(
        ErrorCode.LIMIT_EXCEEDED,
        ErrorCode.LIMIT_EXCEEDED.message(),
        Map.of(
            "changes", "were too many, or were missed",
            "reason", "changes_lost",
            "remedy", "Read the rows again, and subscribe again"));
  }
}
