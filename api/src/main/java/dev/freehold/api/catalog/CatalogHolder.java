package dev.freehold.api.catalog;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The catalog in force on this node. */
@Singleton
public class CatalogHolder {
  private final List<CatalogListener> listeners = new CopyOnWriteArrayList<>();
  private volatile Catalog current = Catalog.empty();

  /** The last good one; never null, and never waits. */
  public Catalog current() {
    return current;
  }

  /** Tells the listener of the catalog in force, and of each that follows. */
  public void subscribe(CatalogListener listener) {
    listeners.add(listener);
    listener.changed(current);
  }
}
