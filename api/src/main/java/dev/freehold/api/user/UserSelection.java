package dev.freehold.api.user;

import dev.freehold.api.operation.FieldCall;
import java.util.EnumSet;
import java.util.Set;

/** What of a user is asked for; the rest is not read. The id always is, for what hangs on it. */
record UserSelection(Set<UserColumn> columns) {
  /**
   * As the operation selects it.
   *
   * @param path where the user's fields stand below the field: empty, or for instance {@code
   *     items/}
   */
  static UserSelection of(FieldCall call, String path) {
    Set<UserColumn> columns = EnumSet.of(UserColumn.ID);
    for (UserColumn column : UserColumn.values()) {
      if (call.selects(path + column.field())) {
        columns.add(column);
      }
    }
    if (call.selects(path + "permissions")) {
      columns.add(UserColumn.ROLES);
    }
    return new UserSelection(columns);
  }

  boolean has(UserColumn column) {
    return columns.contains(column);
  }
}
