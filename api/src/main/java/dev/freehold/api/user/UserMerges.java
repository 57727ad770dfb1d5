package dev.freehold.api.user;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Caller;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Map;
import java.util.UUID;

/** Makes one user of two who are the same person, which only an administrator can know. */
@Singleton
class UserMerges {
  private final AccountRepository rows;
  private final IdentityRepository identities;
  private final UserRoleRepository userRoles;
  private final CachedCallers callers;
  private final AuditLog audit;
  private final TransactionOperations<Connection> transactions;

  UserMerges(
      AccountRepository rows,
      IdentityRepository identities,
      UserRoleRepository userRoles,
      CachedCallers callers,
      AuditLog audit,
      TransactionOperations<Connection> transactions) {
    this.rows = rows;
    this.identities = identities;
    this.userRoles = userRoles;
    this.callers = callers;
    this.audit = audit;
    this.transactions = transactions;
  }

  /**
   * Moves the identities of one user to another and removes the one.
   *
   * @param takeRoles whether the roles go along; otherwise {@code into} keeps exactly his own
   */
  void merge(Caller caller, UUID into, UUID from, boolean takeRoles) {
    Access.requireAdministrator(caller);
    if (into.equals(from)) {
      throw LinkRefusal.SAME_USER.exception();
    }
    transactions.executeWrite(status -> {
      // In one order, so that two merges do not wait for each other.
      boolean first = into.compareTo(from) < 0;
      UserRow one = user(first ? into : from);
      UserRow other = user(first ? from : into);
      UserRow kept = first ? one : other;
      if (one.status() != other.status()) {
        // A ban must not end, or begin, by the way.
        throw LinkRefusal.USER_DISABLED.exception();
      }
      boolean staysAdministrator = takeRoles || userRoles.isAdministrator(into);
      if (!staysAdministrator && userRoles.isAdministrator(from)) {
        rows.lock("freehold administrators");
        if (userRoles.otherAdministrators(from) == 0) {
          throw FreeholdException.of(
              ErrorCode.ILLEGAL_OPERATION, "from", "The last administrator must stay one");
        }
      }
      long moved = identities.moveAll(from, into);
      if (takeRoles) {
        identities.takeRoles(from, into);
      }
      identities.removeUser(from);
      identities.reunite(into);
      rows.updateUser(into, kept.email(), kept.firstName(), kept.lastName());
      audit.record(
          caller,
          "user.merge",
          "user " + into,
          Map.of("from", from, "identities", moved, "takeRoles", takeRoles));
      return null;
    });
    callers.forget(into);
    callers.forget(from);
  }

  private UserRow user(UUID id) {
    return rows.lockUser(id).orElseThrow(UserService::absent);
  }
}
