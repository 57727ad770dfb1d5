package dev.freehold.api.user;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Caller;
import dev.freehold.api.access.Role;
import dev.freehold.api.access.RoleRepository;
import dev.freehold.api.access.Roles;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/** Changes of Users that somebody asks for. There is always an administrator left. */
@Singleton
class UserService {
  private final AccountRepository rows;
  private final UserRoleRepository userRoles;
  private final RoleRepository roles;
  private final Revocations revocations;
  private final CachedCallers callers;
  private final AuditLog audit;
  private final TransactionOperations<Connection> transactions;

  UserService(
      AccountRepository rows,
      UserRoleRepository userRoles,
      RoleRepository roles,
      Revocations revocations,
      CachedCallers callers,
      AuditLog audit,
      TransactionOperations<Connection> transactions) {
    this.rows = rows;
    this.userRoles = userRoles;
    this.roles = roles;
    this.revocations = revocations;
    this.callers = callers;
    this.audit = audit;
    this.transactions = transactions;
  }

  /** Sets the given fields; those not given stay as they are. */
  void update(Caller caller, UUID userId, Map<String, Object> given) {
    Map<String, Object> fields = checked(caller, userId, given);
    change(
        userId,
        _ -> {
          set(caller, userId, fields);
          told(caller, userId, fields.keySet());
        });
  }

  /**
   * The same together with columns that the owner added.
   *
   * @param names their fields
   */
  void update(
      Caller caller,
      UUID userId,
      Map<String, Object> given,
      Set<String> names,
      AddedColumns.Change added) {
    Map<String, Object> fields = given.isEmpty() ? Map.of() : checked(caller, userId, given);
    change(
        userId,
        connection -> {
          if (!fields.isEmpty()) {
            set(caller, userId, fields);
          }
          added.apply(connection, userId);
          Set<String> all = new TreeSet<>(fields.keySet());
          all.addAll(names);
          told(caller, userId, all);
        });
  }

  private static Map<String, Object> checked(
      Caller caller, UUID userId, Map<String, Object> given) {
    Access.requireUserUpdate(caller, userId, Set.copyOf(given.keySet()));
    UserChanges.check(given);
    return given;
  }

  private void set(Caller caller, UUID userId, Map<String, Object> given) {
    Map<String, Object> fields = new HashMap<>(given);
    Object status = fields.remove("status");
    UserRow user = user(userId);
    setProfile(user, fields);
    if (status != null) {
      setStatus(caller, user, UserStatus.valueOf((String) status));
    }
  }

  /** What was changed, not what it was changed to: that is personal data. */
  private void told(Caller caller, UUID userId, Set<String> fields) {
    Set<String> names = new TreeSet<>(fields);
    names.remove("status");
    if (!names.isEmpty() && !self(caller, userId)) {
      audit.record(caller, "user.update", target(userId), Map.of("fields", names));
    }
  }

  void setStatus(UUID userId, UserStatus status, Caller caller) {
    Access.requireAdministrator(caller);
    change(
        userId,
        _ -> {
          setStatus(caller, user(userId), status);
        });
  }

  void grant(Caller caller, UUID userId, UUID roleId) {
    Access.requireAdministrator(caller);
    change(
        userId,
        _ -> {
          user(userId);
          Role role = role(roleId);
          if (userRoles.grant(userId, roleId) == 1) {
            recordRole(caller, "user.role.grant", userId, role);
          }
        });
  }

  void revoke(Caller caller, UUID userId, UUID roleId) {
    Access.requireAdministrator(caller);
    change(
        userId,
        _ -> {
          user(userId);
          Role role = role(roleId);
          if (role.name().equals(Roles.ADMINISTRATOR)) {
            requireAnotherAdministrator(userId);
          }
          if (userRoles.revoke(userId, roleId) == 1) {
            recordRole(caller, "user.role.revoke", userId, role);
          }
        });
  }

  /** Refuses the user's tokens at once and ends the sessions; everyone may ask it for himself. */
  void logOutEverywhere(Caller caller, UUID userId) {
    if (!self(caller, userId)) {
      Access.requireAdministrator(caller);
    }
    change(
        userId,
        _ -> {
          user(userId);
          revocations.everywhere(userId);
          audit.record(caller, "user.logout_everywhere", target(userId), Map.of());
        });
  }

  private void setStatus(Caller caller, UserRow user, UserStatus status) {
    UUID userId = user.id();
    if (status == UserStatus.DISABLED) {
      if (self(caller, userId)) {
        throw FreeholdException.of(
            ErrorCode.ILLEGAL_OPERATION, "user", "Nobody can disable himself");
      }
      requireAnotherAdministrator(userId);
      // Enabled again, one starts with a new log-in.
      revocations.everywhere(userId);
    }
    userRoles.setStatus(userId, status.name());
    if (status != user.status()) {
      String action = status == UserStatus.DISABLED ? "user.disable" : "user.enable";
      audit.record(caller, action, target(userId), Map.of());
    }
  }

  private void recordRole(Caller caller, String action, UUID userId, Role role) {
    audit.record(caller, action, target(userId), Map.of("roleId", role.id(), "role", role.name()));
  }

  private static String target(UUID userId) {
    return "user " + userId;
  }

  private static boolean self(Caller caller, UUID userId) {
    return caller instanceof Caller.User self && self.id().equals(userId);
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

  private void change(UUID userId, Consumer<Connection> work) {
    transactions.executeWrite(status -> {
      work.accept(status.getConnection());
      return null;
    });
    callers.forget(userId);
  }

  private UserRow user(UUID userId) {
    return rows.lockUser(userId).orElseThrow(UserService::absent);
  }

  private Role role(UUID roleId) {
    return roles
        .hold(roleId)
        .orElseThrow(() ->
            FreeholdException.of(ErrorCode.ENTITY_NOT_FOUND, "roleId", "There is no such role"));
  }

  /** The refusal that 8base clients know. */
  static FreeholdException absent() {
    return FreeholdException.of(
        ErrorCode.USER_NOT_FOUND, "user", ErrorCode.USER_NOT_FOUND.message());
  }
}
