package dev.freehold.api.catalog;

import java.util.List;

/**
 * The join table of a many-to-many relation: its primary key is the two foreign keys, and its other
 * columns need no value. It is itself a table of the catalog.
 *
 * @param own from the relation's table (own) to the join table (target)
 * @param target from the join table (own) to the relation's target (target)
 */
public record Through(TableId table, List<Link> own, List<Link> target) {
  public Through {
    own = List.copyOf(own);
    target = List.copyOf(target);
  }
}
