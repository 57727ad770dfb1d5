package dev.freehold.api.catalog;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * A way from a table's rows to those of another, or of the same one: a foreign key in either
 * direction, or two of them through a join table. The target is always in the catalog.
 *
 * @param field of GraphQL, unlike every other field of the table
 * @param toMany false for the side that has the foreign key, and for the other side when the
 *     foreign key is unique
 * @param links empty when the relation goes through a join table
 * @param nullable true when a row may have no counterpart; false for a relation to many
 * @param indexed false when the target's rows can only be found by reading all of them
 * @param constraint the foreign key; of a join table, the one to the target
 * @param referencing true for the side that has the foreign key, whose columns a connect changes
 * @param enforced true when each row whose columns are set has its counterpart; false where rows
 *     may contradict the foreign key, and for every other side
 */
public record Relation(
    String field,
    TableId target,
    boolean toMany,
    List<Link> links,
    @Nullable Through through,
    boolean nullable,
    boolean indexed,
    String constraint,
    boolean referencing,
    boolean enforced) {
  public Relation {
    links = List.copyOf(links);
    if (links.isEmpty() == (through == null)) {
      throw new IllegalArgumentException("A relation has either links or a join table");
    }
  }
}
