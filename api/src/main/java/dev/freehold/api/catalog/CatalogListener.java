package dev.freehold.api.catalog;

/** Hears of changes of the catalog. */
@FunctionalInterface
public interface CatalogListener {
  /**
   * The catalog is another one from now on. Must be quick. What it throws is told to administrators
   * and operators, and it is called again with the next look at the database.
   */
  void changed(Catalog catalog);
}
