package dev.freehold.api.catalog;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalog in force on this node: the last one that could be read. */
@Singleton
public class CatalogHolder {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogHolder.class);

  private static final long NOT_IN_FORCE = -1;

  private final CatalogLoader loader;
  private final Clock clock;
  private final List<CatalogListener> listeners = new CopyOnWriteArrayList<>();
  private volatile State state = new State(Catalog.empty(), null, null, null, null);

  CatalogHolder(CatalogLoader loader, Clock clock) {
    this.loader = loader;
    this.clock = clock;
  }

  /** Never null, and never waits. */
  public Catalog current() {
    return state.catalog();
  }

  /** The catalog of the database as it is now, once every listener has it. */
  public Catalog caughtUp() {
    refresh(true);
    return current();
  }

  /**
   * The catalog of the database as it is now, for one change of it. It is not in force: nobody is
   * told of it, and nothing may be kept by its version.
   */
  public Catalog read() throws SQLException {
    return loader.load(NOT_IN_FORCE).catalog();
  }

  /** Tells the listener of the catalog in force, and of each that follows. */
  public synchronized void subscribe(CatalogListener listener) {
    listeners.add(listener);
    if (!follows(listener, true)) {
      state = state.refused(clock.instant());
    }
  }

  State state() {
    return state;
  }

  /**
   * Reads the catalog again when it may have changed; a failure leaves the one in force.
   *
   * @param always also when the database looks unchanged
   */
  synchronized void refresh(boolean always) {
    State before = state;
    try {
      if (!always && before.sound() && before.knows(loader.fingerprint())) {
        return;
      }
      CatalogLoader.Loaded loaded = loader.load(before.catalog().version() + 1);
      boolean changed = before.raw() == null || !before.catalog().sameAs(loaded.catalog());
      Catalog catalog = changed ? loaded.catalog() : before.catalog();
      state = new State(catalog, loaded.raw(), clock.instant(), null, before.refusal());
      if (changed) {
        LOG.info(
            "Catalog {}: {} tables, {} problems",
            catalog.version(),
            catalog.tables().size(),
            catalog.problems().size());
      }
      if (changed || before.refusal() != null) {
        tell(changed);
      }
    } catch (SQLException | RuntimeException | Error e) {
      if (before.failure() == null) {
        LOG.warn("The catalog could not be read, the last one stays in force", e);
      }
      state = before.failed(clock.instant(), e instanceof SQLException);
    }
  }

  private void tell(boolean first) {
    boolean all = true;
    for (CatalogListener listener : listeners) {
      all &= follows(listener, first);
    }
    state = all ? state.followed() : state.refused(clock.instant());
  }

  /** Whatever a listener does, others are told and the database is looked at again. */
  private boolean follows(CatalogListener listener, boolean first) {
    Catalog catalog = current();
    try {
      listener.changed(catalog);
      return true;
    } catch (RuntimeException | Error e) {
      if (first) {
        String name = listener.getClass().getSimpleName();
        LOG.error("{} cannot follow catalog {}", name, catalog.version(), e);
      }
      return false;
    }
  }

  /**
   * What this node knows.
   *
   * @param raw what the catalog was made of; null before the first
   * @param loadedAt when it was last read; null before the first
   * @param failure why it could not be read again; null when it could
   * @param refusal why not all of the API follows it; null when all does
   */
  record State(
      Catalog catalog,
      @Nullable RawCatalog raw,
      @Nullable Instant loadedAt,
      @Nullable Failure failure,
      @Nullable Failure refusal) {

    /** What is wrong; null when nothing is. */
    @Nullable
    Failure fault() {
      return failure == null ? refusal : failure;
    }

    private boolean sound() {
      return fault() == null;
    }

    private boolean knows(String fingerprint) {
      return raw != null && raw.fingerprint().equals(fingerprint);
    }

    private State failed(Instant at, boolean database) {
      String message =
          database
              ? "The company's database did not answer, or refused; see the log"
              : "What the company's database says could not be understood; see the log";
      return new State(catalog, raw, loadedAt, new Failure(at, message), refusal);
    }

    private State followed() {
      return new State(catalog, raw, loadedAt, failure, null);
    }

    private State refused(Instant at) {
      String message = "GraphQL cannot follow the tables, those before stay in force; see the log";
      return new State(catalog, raw, loadedAt, failure, new Failure(at, message));
    }
  }

  /** Without any cause: that is in the log. */
  record Failure(Instant at, String message) {}
}
