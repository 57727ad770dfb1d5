package dev.freehold.api.user;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Caller;
import dev.freehold.api.access.Role;
import dev.freehold.api.access.RoleRepository;
import dev.freehold.api.access.Roles;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Changes of Users that somebody asks for. There is always an administrator left. */
@Singleton
class UserService {
  private final AccountRepository rows;
  private final UserRoleRepository userRoles;
  private final RoleRepository roles;
  private final CachedCallers callers;
  private final TransactionOperations<Connection> transactions;

  UserService(
      AccountRepository rows,
      UserRoleRepository userRoles,
      RoleRepository roles,
      CachedCallers callers,
      TransactionOperations<Connection> transactions) {
    this.rows = rows;
    this.userRoles = userRoles;
    this.roles = roles;
    this.callers = callers;
    this.transactions = transactions;
  }

  /** Sets the given fields; those not given stay as they are. */
  void update(Caller caller, UUID userId, Map<String, Object> given) {
    Map<String, Object> fields = new HashMap<>(given);
    Access.requireUserUpdate(caller, userId, Set.copyOf(fields.keySet()));
    Object status = fields.remove("status");
    UserChanges.check(fields);
    change(
        userId,
        () -> {
          UserRow user = user(userId);
          setProfile(user, fields);
          if (status != null) {
            setStatus(caller, userId, UserStatus.valueOf((String) status));
          }
        });
  }

  void setStatus(UUID userId, UserStatus status, Caller caller) {
    Access.requireAdministrator(caller);
    change(
        userId,
        () -> {
          user(userId);
          setStatus(caller, userId, status);
        });
  }

  void grant(Caller caller, UUID userId, UUID roleId) {
    Access.requireAdministrator(caller);
    change(
        userId,
        () -> {
          user(userId);
          role(roleId);
          userRoles.grant(userId, roleId);
        });
  }

  void revoke(Caller caller, UUID userId, UUID roleId) {
    Access.requireAdministrator(caller);
    change(
        userId,
        () -> {
          user(userId);
          if (role(roleId).name().equals(Roles.ADMINISTRATOR)) {
            requireAnotherAdministrator(userId);
          }
          userRoles.revoke(userId, roleId);
        });
  }

  private void setStatus(Caller caller, UUID userId, UserStatus status) {
    if (status == UserStatus.DISABLED) {
      if (caller instanceof Caller.User self && self.id().equals(userId)) {
        throw FreeholdException.of(
            ErrorCode.ILLEGAL_OPERATION, "user", "Nobody can disable himself");
      }
      requireAnotherAdministrator(userId);
    }
    userRoles.setStatus(userId, status.name());
  }

  private void requireAnotherAdministrator(UUID userId) {
    // Two administrators must not remove each other at the same moment.
    rows.lock("freehold administrators");
    if (userRoles.isAdministrator(userId) && userRoles.otherAdministrators(userId) == 0) {
      throw FreeholdException.of(
          ErrorCode.ILLEGAL_OPERATION, "user", "The last administrator must stay one");
    }
  }

  private void setProfile(UserRow user, Map<String, Object> fields) {
    if (!fields.isEmpty()) {
      userRoles.setProfile(
          user.id(),
          (String) fields.getOrDefault("firstName", user.firstName()),
          (String) fields.getOrDefault("lastName", user.lastName()),
          (String) fields.getOrDefault("timezone", user.timezone()),
          (String) fields.getOrDefault("avatar", user.avatar()));
    }
  }

  private void change(UUID userId, Runnable work) {
    transactions.executeWrite(status -> {
      work.run();
      return null;
    });
    callers.forget(userId);
  }

  private UserRow user(UUID userId) {
    return rows.lockUser(userId).orElseThrow(UserService::absent);
  }

  private Role role(UUID roleId) {
    return roles
        .findById(roleId)
        .orElseThrow(() ->
            FreeholdException.of(ErrorCode.ENTITY_NOT_FOUND, "roleId", "There is no such role"));
  }

  /** The refusal that 8base clients know. */
  static FreeholdException absent() {
    return FreeholdException.of(
        ErrorCode.USER_NOT_FOUND, "user", ErrorCode.USER_NOT_FOUND.message());
  }
}
