package dev.freehold.api.graphql;

import dev.freehold.api.catalog.Catalog;
import dev.freehold.api.catalog.CatalogHolder;
import dev.freehold.api.catalog.CatalogListener;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.changes.TableChangeFeed;
import dev.freehold.api.data.TableChanges;
import dev.freehold.api.platform.Change;
import dev.freehold.api.platform.ChangeFeed;
import dev.freehold.api.platform.ChangeSubscriber;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The subscriptions of this node. */
@Singleton
@Requires(beans = {Schemas.class, TableChanges.class})
final class Subscriptions implements CatalogListener, ChangeSubscriber {
  private final Schemas schemas;
  private final SubscriptionPlanner planner;
  private final TableChangeFeed feed;
  private final TableChanges changes;
  private final CatalogHolder catalogs;
  private final Map<TableId, LiveTable> tables = new ConcurrentHashMap<>();

  Subscriptions(
      Schemas schemas,
      SubscriptionPlanner planner,
      TableChangeFeed feed,
      TableChanges changes,
      CatalogHolder catalogs,
      ChangeFeed news,
      MeterRegistry meters) {
    this.schemas = schemas;
    this.planner = planner;
    this.feed = feed;
    this.changes = changes;
    this.catalogs = catalogs;
    catalogs.subscribe(this);
    news.subscribe(this);
    meters.gauge("freehold.graphql.subscriptions", this, Subscriptions::open);
  }

  /** How many there are. */
  int open() {
    return tables.values().stream().mapToInt(LiveTable::size).sum();
  }

  /**
   * Tells the sink of changes until it is closed. May block while the database is prepared.
   *
   * @throws RuntimeException when it is refused, see {@link RefusedDocument}
   */
  AutoCloseable start(OperationRequest request, StreamCaller caller, ResultSink sink) {
    LiveQuery query = new LiveQuery(request, caller, sink, schemas, planner);
    Table table = query.ready().planned().table();
    LiveTable live = tables.computeIfAbsent(table.id(), id -> new LiveTable(id, feed, changes));
    live.add(query, table);
    return () -> live.remove(query);
  }

  @Override
  public void changed(Catalog catalog) {
    renew(catalog);
  }

  /** Also when the catalog is the same: a table may have been replaced by one that is alike. */
  @Override
  public void changed(Change change) {
    if (change.kind().equals("catalog")) {
      renew(catalogs.current());
    }
  }

  @Override
  public void missed() {
    renew(catalogs.current());
  }

  private void renew(Catalog catalog) {
    tables.forEach((id, live) -> {
      if (!live.idle()) {
        Thread.ofVirtual().name("subscriptions").start(() -> renew(catalog.find(id), live));
      }
    });
  }

  private static void renew(Optional<Table> table, LiveTable live) {
    try {
      live.renew(
          table.orElseThrow(() ->
              FreeholdException.of(
                  ErrorCode.ILLEGAL_OPERATION, "schema", "The table is not there any more")));
    } catch (FreeholdException e) {
      live.fail(e);
    }
  }
}
