package dev.freehold.api.user;

import dev.freehold.api.access.Caller;
import java.sql.Connection;
import java.util.Map;
import java.util.UUID;

/** Writes the columns that the owner added to Users, as far as a caller's permissions go. */
@FunctionalInterface
public interface AddedColumns {
  /**
   * Prepares a change, before its transaction begins.
   *
   * @param values by field of GraphQL; null takes a value away
   */
  Change change(Caller caller, Map<String, Object> values);

  /** A change that is to be made. */
  @FunctionalInterface
  interface Change {
    /**
     * Makes it in the connection's transaction.
     *
     * @throws dev.freehold.api.platform.FreeholdException USER_NOT_FOUND for a user whom the caller
     *     does not see, NOT_AUTHORIZED for one whom he sees and may not change so
     */
    void apply(Connection connection, UUID user);
  }
}
