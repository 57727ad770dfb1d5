package dev.freehold.api.catalog;

import java.util.List;

/**
 * What no two rows of a table share: its primary key, or a unique constraint or index that covers
 * all rows and has no expressions. Columns of a key that is not primary may be null.
 *
 * @param name of the constraint or index
 */
public record Key(String name, boolean primary, List<Column> columns) {
  public Key {
    columns = List.copyOf(columns);
  }
}
