package dev.freehold.api.changes;

import dev.freehold.api.data.ChangedRow;
import java.util.List;

/** Hears of what changes in one table, on the feed's thread: it must be quick, and not throw. */
public interface ChangedTable {
  /** In the order in which the changes were made, whole transactions at a time. */
  void changed(List<ChangedRow> rows);

  /** Something changed that cannot be told row by row. */
  void lost();
}
