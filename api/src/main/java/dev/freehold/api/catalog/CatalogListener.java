package dev.freehold.api.catalog;

/** Hears of changes of the catalog. */
@FunctionalInterface
public interface CatalogListener {
  /** The catalog is another one from now on. Must be quick, and must not throw. */
  void changed(Catalog catalog);
}
