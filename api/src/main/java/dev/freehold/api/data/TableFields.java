package dev.freehold.api.data;

import dev.freehold.api.catalog.Relation;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.permission.Action;

/** Which tables and fields there are for callers with the same roles. */
public final class TableFields {
  private final Accesses accesses;
  private final TableWrites writes;

  TableFields(Accesses accesses, TableWrites writes) {
    this.accesses = accesses;
    this.writes = writes;
  }

  /** Whether anything can be done with the table. */
  public boolean there(Table table) {
    for (Action action : Action.values()) {
      if (there(table, action)) {
        return true;
      }
    }
    return false;
  }

  /** Whether that can be done with the table. */
  public boolean there(Table table, Action action) {
    return action == Action.READ
        ? !accesses.read(table).denied()
        : !writes.grants(table, action).isEmpty();
  }

  /** Whether it can be done with the field, of a column or of a relation. */
  public boolean there(Table table, Action action, String field) {
    return switch (action) {
      case READ -> accesses.sees(table, field);
      case CREATE, UPDATE ->
          table.field(field).isPresent()
              ? table
                  .field(field)
                  .filter(table::accepts)
                  .filter(column ->
                      writes.grants(table, action).stream().anyMatch(one -> one.covers(column)))
                  .isPresent()
              : table.relation(field).filter(one -> there(table, action, one)).isPresent();
      case DELETE -> false;
    };
  }

  private boolean there(Table table, Action action, Relation relation) {
    return WritableRelation.of(accesses.catalog(), relation)
        .filter(_ -> writes.grants(table, action).stream().anyMatch(one -> one.covers(relation)))
        .filter(found -> holder(found, action))
        .filter(found ->
            (found.connects() && !accesses.read(found.target()).denied())
                || (found.creates() && there(found.target(), Action.CREATE)))
        .isPresent();
  }

  /** Whether anything can be done to the rows that have the foreign keys. */
  private boolean holder(WritableRelation found, Action action) {
    if (found.relation().referencing()) {
      return true;
    }
    if (found.relation().through() == null) {
      return there(found.target(), Action.CREATE) || there(found.target(), Action.UPDATE);
    }
    Table join = accesses.table(found.relation().through().table());
    return there(join, Action.CREATE) || (action == Action.UPDATE && there(join, Action.DELETE));
  }
}
