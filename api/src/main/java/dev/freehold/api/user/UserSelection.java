package dev.freehold.api.user;

import dev.freehold.api.operation.FieldCall;

/** What of a user costs more than its row and is read only when it is asked for. */
record UserSelection(boolean status, boolean roles) {
  /**
   * As the operation selects it.
   *
   * @param path where the user's fields stand below the field: empty, or for instance {@code
   *     items/}
   */
  static UserSelection of(FieldCall call, String path) {
    return new UserSelection(
        call.selects(path + "status"),
        call.selects(path + "roles") || call.selects(path + "permissions"));
  }
}
