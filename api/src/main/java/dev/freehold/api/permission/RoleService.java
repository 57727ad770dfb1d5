package dev.freehold.api.permission;

import dev.freehold.api.access.Caller;
import dev.freehold.api.access.Role;
import dev.freehold.api.access.RoleRepository;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.platform.Ids;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Makes, renames and removes roles. The built-in ones stay as they are. */
@Singleton
class RoleService {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_DESCRIPTION = 2_000;

  private final RoleRepository roles;
  private final RoleUseRepository uses;
  private final AuditLog audit;
  private final Changes changes;

  RoleService(RoleRepository roles, RoleUseRepository uses, AuditLog audit, Changes changes) {
    this.roles = roles;
    this.uses = uses;
    this.audit = audit;
    this.changes = changes;
  }

  Role create(Caller caller, String name, @Nullable String description) {
    return changes.make(caller, connection -> make(caller, name, description));
  }

  /** Joins the transaction in progress. */
  Role make(Caller caller, String wantedName, @Nullable String wantedDescription) {
    String name = name(wantedName);
    String description = description(wantedDescription);
    UUID id = Ids.next();
    if (roles.insert(id, name, description) == 0) {
      throw exists();
    }
    audit.record(caller, "role.create", "role " + id, Map.of("name", name));
    return get(id);
  }

  /** A description that is given as null is taken away; what is not given stays. */
  Role update(
      Caller caller, UUID id, Optional<String> wantedName, boolean describe, String wanted) {
    return changes.make(
        caller,
        connection -> {
          Role role = own(id);
          String name = wantedName.map(RoleService::name).orElse(role.name());
          boolean taken =
              roles.findByName(name).filter(other -> !other.id().equals(id)).isPresent();
          if (taken) {
            throw exists();
          }
          describe(caller, role, name, describe ? description(wanted) : role.description());
          return get(id);
        });
  }

  /** Joins the transaction in progress. */
  void describe(Caller caller, Role role, String name, @Nullable String description) {
    if (role.name().equals(name) && Objects.equals(role.description(), description)) {
      return;
    }
    roles.update(role.id(), name, description);
    Map<String, Object> details = new HashMap<>();
    details.put("name", name);
    if (!role.name().equals(name)) {
      details.put("before", role.name());
    }
    details.put("description", !Objects.equals(role.description(), description));
    audit.record(caller, "role.update", "role " + role.id(), details);
  }

  /** With {@code force}, taken from whoever has it. */
  void delete(Caller caller, UUID id, boolean force) {
    changes.make(
        caller,
        connection -> {
          AdministrationLock.holdRole(connection, id);
          Role role = own(id);
          RoleUse use = uses.of(connection, id);
          if (!use.none() && !force) {
            throw new FreeholdException(
                ErrorCode.ILLEGAL_OPERATION,
                "The role is in use",
                Map.of(
                    "reason",
                    "role_in_use",
                    "remedy",
                    "Take it from whoever has it, or delete it with force: true",
                    "usedBy",
                    use.details()));
          }
          roles.delete(id);
          Map<String, Object> details = new HashMap<>(use.details());
          details.remove("apiTokens");
          details.put("holdersWithoutUser", use.apiTokens());
          details.put("name", role.name());
          audit.record(caller, "role.delete", "role " + id, details);
          return null;
        });
  }

  Role get(UUID id) {
    return roles
        .findById(id)
        .orElseThrow(() ->
            FreeholdException.of(ErrorCode.ENTITY_NOT_FOUND, "role", "There is no such role"));
  }

  private Role own(UUID id) {
    Role role = get(id);
    if (role.builtIn()) {
      throw new FreeholdException(
          ErrorCode.ILLEGAL_OPERATION,
          role.name() + " is built in",
          Map.of("reason", "role_built_in", "remedy", "Make a role of your own"));
    }
    return role;
  }

  private static FreeholdException exists() {
    return FreeholdException.of(ErrorCode.ENTITY_EXISTS, "name", "There is such a role already");
  }

  /** Checked and stripped. */
  static String name(String wanted) {
    String name = wanted.strip();
    if (!isName(name)) {
      throw FreeholdException.of(
          ErrorCode.VALIDATION, "name", "must have 1 to 100 characters, none of control");
    }
    return name;
  }

  /** Whether it can be a role's as it is. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && name.equals(name.strip())
        && plain(name);
  }

  static @Nullable String description(@Nullable String wanted) {
    if (wanted == null || wanted.isBlank()) {
      return null;
    }
    if (wanted.length() > LONGEST_DESCRIPTION || wanted.indexOf('\0') >= 0) {
      throw FreeholdException.of(
          ErrorCode.VALIDATION, "description", "must have at most 2000 characters");
    }
    return wanted.strip();
  }

  private static boolean plain(String text) {
    return text.codePoints()
        .noneMatch(point ->
            Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
  }
}
