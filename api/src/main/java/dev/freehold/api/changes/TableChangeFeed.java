package dev.freehold.api.changes;

import dev.freehold.api.catalog.CompanyDatabase;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.platform.NotificationListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of changes of the company's tables, in the order of their transactions. The database tells
 * at commit that a transaction noted some, and they are read once; while nothing changes nothing is
 * read. What happens while the connection is broken is read when it is there again.
 */
@Singleton
public final class TableChangeFeed implements NotificationListener.Hearer {
  private static final Logger LOG = LoggerFactory.getLogger(TableChangeFeed.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Less than other nodes leave what they have read in the log. */
  private static final long LONGEST_BREAK = Duration.ofMinutes(2).toNanos();

  private final DataSource database;
  private final ChangeTriggers triggers;
  private final NotificationListener listener;
  private final Map<TableId, ChangedTable> tables = new HashMap<>();
  private final DeliveredChanges delivered;
  private final LongSupplier nanoTime;
  private boolean started;
  private int lease;
  private long endedAt;

  @Inject
  TableChangeFeed(CompanyDatabase database, ChangeTriggers triggers) {
    this(database, triggers, System::nanoTime);
  }

  TableChangeFeed(CompanyDatabase database, ChangeTriggers triggers, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.database = database.source();
    this.triggers = triggers;
    this.delivered = new DeliveredChanges(this.database);
    this.listener =
        new NotificationListener(database.single(), "freehold_changes", "table changes", this);
  }

  /**
   * Tells of the table's changes from now on, to one for each table.
   *
   * @throws FreeholdException when the table cannot tell of its changes, or the database does not
   *     answer
   */
  public void subscribe(Table table, ChangedTable hearer) {
    triggers.ensure(table);
    synchronized (this) {
      ChangedTable before = tables.put(table.id(), hearer);
      try {
        watch(table.id());
      } catch (SQLException | FreeholdException e) {
        if (before == null) {
          tables.remove(table.id());
        }
        throw e instanceof FreeholdException refusal
            ? refusal
            : FreeholdException.databaseUnavailable(e);
      }
    }
  }

  /** Nobody wants to hear of the table any more: writers need not note its changes. */
  public synchronized void unsubscribe(TableId table) {
    if (tables.remove(table) == null || lease == 0) {
      return;
    }
    try (Connection connection = database.getConnection()) {
      ChangeLog.forget(connection, lease, table);
    } catch (SQLException e) {
      LOG.warn("Changes of {} are noted for longer than they need be", table, e);
    }
  }

  private void watch(TableId table) throws SQLException {
    if (!started) {
      started = true;
      listener.start();
    }
    long begun = System.nanoTime();
    while (lease == 0) {
      long rest = PATIENCE.toNanos() - (System.nanoTime() - begun);
      if (rest <= 0) {
        throw FreeholdException.databaseUnavailable(null);
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, rest);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw FreeholdException.databaseUnavailable(e);
      }
    }
    try (Connection connection = database.getConnection()) {
      ChangeLog.watch(connection, lease, table);
    }
  }

  @Override
  public synchronized void connected(Connection connection) throws SQLException {
    int before = lease;
    int mine = ChangeLog.lease(connection);
    for (TableId table : tables.keySet()) {
      ChangeLog.watch(connection, mine, table);
    }
    if (before == 0) {
      delivered.begin(connection);
    } else if (nanoTime.getAsLong() - endedAt > LONGEST_BREAK
        || !ChangeLog.holds(connection, before)) {
      LOG.warn("Changes of tables were missed: the connection was broken for too long");
      delivered.begin(connection);
      tables.values().forEach(ChangedTable::lost);
    } else {
      tell(delivered.missed(connection));
    }
    if (before != 0) {
      ChangeLog.release(connection, before);
    }
    lease = mine;
    notifyAll();
  }

  @Override
  public synchronized void told(Connection connection, List<String> payloads) throws SQLException {
    for (String payload : payloads) {
      LostTable.of(payload).map(tables::get).ifPresent(ChangedTable::lost);
    }
    tell(delivered.told(connection, payloads));
  }

  @Override
  public synchronized void ended() {
    endedAt = nanoTime.getAsLong();
  }

  private void tell(DeliveredChanges.News news) {
    if (news.tooMuch()) {
      LOG.warn("More than {} changes of tables at once are not told one by one", ChangeLog.MOST);
      tables.values().forEach(ChangedTable::lost);
      return;
    }
    news.byTable()
        .forEach((table, entries) -> {
          ChangedTable hearer = tables.get(table);
          if (hearer != null && entries.stream().anyMatch(ChangeLog.Entry::uncounted)) {
            hearer.lost();
          } else if (hearer != null) {
            hearer.changed(entries.stream().map(ChangeLog.Entry::row).toList());
          }
        });
  }

  @PreDestroy
  void stop() throws InterruptedException {
    delivered.stop();
    if (!started) {
      return;
    }
    listener.stop();
    try (Connection connection = database.getConnection()) {
      ChangeLog.release(connection, lease);
    } catch (SQLException e) {
      LOG.debug("A writer will find that this node is gone", e);
    }
  }
}
