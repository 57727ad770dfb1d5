package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Relation;
import java.util.List;

/**
 * One term of an order.
 *
 * @param path relations to one, from the listed table to the column's
 */
record Order(List<Relation> path, Column column, boolean descending) {
  Order {
    path = List.copyOf(path);
  }
}
