package dev.freehold.api.catalog;

import dev.freehold.api.access.Caller;
import java.util.List;

/** What other features have to say of the company's tables in {@code catalogStatus}. */
@FunctionalInterface
public interface CatalogAdvice {
  List<Problem> problems(Caller administrator, Catalog catalog, IndexedColumns indexes);
}
