package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.Table;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.permission.Action;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which tables and fields there are for callers with the same roles. */
public final class TableFields {
  private final Accesses accesses;
  private final TableWrites writes;
  private final Map<Use, List<WriteGrant>> grants = new ConcurrentHashMap<>();

  private record Use(TableId table, Action action) {}

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
        : !grants(table, action).isEmpty();
  }

  /** Whether it can be done with the field, of a column or of a relation. */
  public boolean there(Table table, Action action, String field) {
    return switch (action) {
      case READ -> accesses.sees(table, field);
      case CREATE, UPDATE ->
          table
              .field(field)
              .filter(Column::writable)
              .filter(
                  column -> grants(table, action).stream().anyMatch(grant -> grant.covers(column)))
              .isPresent();
      case DELETE -> false;
    };
  }

  private List<WriteGrant> grants(Table table, Action action) {
    return grants.computeIfAbsent(
        new Use(table.id(), action), use -> writes.grants(table, use.action()));
  }
}
