package dev.freehold.api.catalog;

import dev.freehold.api.catalog.TableSettings.RelationName;
import dev.freehold.api.catalog.TableSettings.Side;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * A relation before it has a name.
 *
 * @param rank who keeps a name that two want: the lower one; none when they are equal
 * @param candidates its possible names, the best one first
 */
record RelationDraft(
    TableDraft owner,
    TableDraft target,
    boolean toMany,
    List<Link> links,
    @Nullable Through through,
    boolean nullable,
    boolean indexed,
    String constraint,
    Side side,
    boolean enforced,
    int rank,
    List<String> candidates) {

  /** True when the setting is about this relation. */
  boolean has(RelationName name) {
    return constraint.equals(name.constraint()) && side == name.side();
  }

  Relation named(String field) {
    return new Relation(
        field,
        target.id(),
        toMany,
        links,
        through,
        nullable,
        indexed,
        constraint,
        side == Side.REFERENCING,
        enforced);
  }
}
