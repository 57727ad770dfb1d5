package dev.freehold.api.data;

import dev.freehold.api.catalog.Column;
import dev.freehold.api.catalog.ColumnType;
import java.util.List;

/** What stands under one key of the object of a list's aggregates. */
sealed interface AggregateOutput {
  /** The key of the answer. */
  String key();

  /** What is said of one column's cells. */
  record Cells(String key, Column column, List<Said> said) implements AggregateOutput {
    public Cells {
      said = List.copyOf(said);
    }
  }

  /** The name of the type, of the whole object or of one column's. */
  record TypeName(String key, String type) implements AggregateOutput, Said {}

  /** What stands under one key of a column's object. */
  sealed interface Said {
    String key();
  }

  /**
   * One aggregate.
   *
   * @param most values at most, for {@link Aggregate#DISTINCT}
   */
  record Value(String key, Aggregate aggregate, ColumnType result, int most) implements Said {}
}
