package dev.freehold.api.permission;

import dev.freehold.api.access.Caller;
import dev.freehold.api.access.Role;
import dev.freehold.api.access.RoleRepository;
import dev.freehold.api.access.Roles;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.permission.PermissionChange.Effect;
import dev.freehold.api.permission.RoleEntry.GrantEntry;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.platform.Ids;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Permissions as a text: written out, and taken back as a whole or not at all. */
@Singleton
class PermissionsFile {
  private final PermissionsText text;
  private final PermissionRepository rows;
  private final PermissionService service;
  private final RoleRepository roles;
  private final RoleService roleService;
  private final RoleUseRepository uses;
  private final GrantRules rules;
  private final ImportedClaims claims;
  private final AuditLog audit;
  private final Changes changes;

  PermissionsFile(
      PermissionsText text,
      PermissionRepository rows,
      PermissionService service,
      RoleRepository roles,
      RoleService roleService,
      RoleUseRepository uses,
      GrantRules rules,
      ImportedClaims claims,
      AuditLog audit,
      Changes changes) {
    this.text = text;
    this.rows = rows;
    this.service = service;
    this.roles = roles;
    this.roleService = roleService;
    this.uses = uses;
    this.rules = rules;
    this.claims = claims;
    this.audit = audit;
    this.changes = changes;
  }

  String export(Caller caller) {
    return changes.read(
        caller,
        connection ->
            PermissionsYaml.write(
                claims.export(connection),
                roles.list().stream()
                    .filter(role -> !role.name().equals(Roles.ADMINISTRATOR))
                    .toList(),
                rows.list(connection, null).stream()
                    .collect(Collectors.groupingBy(Grant::roleId))));
  }

  ImportAnswer take(Caller caller, String yaml, boolean dryRun, boolean prune) {
    return changes.make(
        caller,
        connection -> {
          PermissionsContent content = text.read(yaml);
          List<RoleEntry> entries = content.roles();
          Map<String, UUID> profiles = RuleClaims.profiles(connection);
          List<Fault> faults = ImportedClaims.faults(profiles, content.claims());
          faults.addAll(faults(entries));
          PermissionService.require(faults);
          List<PermissionChange> all =
              claims.take(connection, caller, profiles, content.claims(), dryRun);
          for (RoleEntry entry : entries) {
            all.addAll(take(connection, caller, entry, dryRun, prune));
          }
          boolean applied = !dryRun && !all.isEmpty();
          if (applied) {
            audit.record(
                caller,
                "permission.import",
                "permissions",
                Map.of(
                    "changes", all.size(),
                    "roles", entries.stream().map(RoleEntry::name).toList(),
                    "prune", prune));
          }
          return new ImportAnswer(applied, all);
        });
  }

  /** All that is wrong, each with its line. */
  private List<Fault> faults(List<RoleEntry> entries) {
    Set<String> names = new HashSet<>();
    List<Fault> faults = new ArrayList<>();
    for (RoleEntry entry : entries) {
      Optional<Role> known = roles.findByName(entry.name());
      if (!RoleService.isName(entry.name())) {
        faults.add(
            entry.place().located("is no name of 1 to 100 characters without blanks around it"));
      }
      if (!names.add(entry.name().toLowerCase(Locale.ROOT))
          || known.filter(role -> !role.name().equals(entry.name())).isPresent()) {
        faults.add(entry.place().located("differs from another role in case only"));
      }
      Role role = known.orElseGet(() -> draft(entry));
      for (GrantEntry grant : entry.grants()) {
        for (Fault fault : rules.faults(grant.of(role))) {
          faults.add(grant.place(fault).located(fault.text()));
        }
      }
    }
    return faults;
  }

  private List<PermissionChange> take(
      Connection connection, Caller caller, RoleEntry entry, boolean dryRun, boolean prune)
      throws SQLException {
    List<PermissionChange> found = new ArrayList<>();
    Role role = role(caller, entry, dryRun, found);
    String who = who(role, uses.of(connection, role.id()));
    Map<String, Grant> before =
        rows.list(connection, role.id()).stream()
            .collect(Collectors.toMap(PermissionsFile::key, grant -> grant));
    for (GrantEntry one : entry.grants()) {
      Grant after = one.of(role);
      List<PermissionChange> difference = GrantDiff.between(who, before.remove(key(after)), after);
      if (!difference.isEmpty() && !dryRun) {
        service.put(connection, caller, after);
      }
      found.addAll(difference);
    }
    if (prune) {
      for (Grant gone : before.values()) {
        found.addAll(GrantDiff.between(who, gone, null));
        if (!dryRun) {
          service.remove(connection, caller, gone);
        }
      }
    }
    return found;
  }

  /** The role of that name, made when there is none. */
  private Role role(Caller caller, RoleEntry entry, boolean dryRun, List<PermissionChange> found) {
    Optional<Role> known = roles.findByName(entry.name());
    if (known.isEmpty()) {
      found.add(change(entry.name(), "The role " + entry.name() + " is made"));
      return dryRun ? draft(entry) : roleService.make(caller, entry.name(), entry.description());
    }
    Role role = known.get();
    String wanted = entry.description() == null ? role.description() : description(entry);
    if (Objects.equals(wanted, role.description())) {
      return role;
    }
    if (role.builtIn()) {
      throw entry.place().fault("is built in; its description stays");
    }
    found.add(change(role.name(), "The role " + role.name() + " is described otherwise"));
    if (!dryRun) {
      roleService.describe(caller, role, role.name(), wanted);
    }
    return role;
  }

  private static @Nullable String description(RoleEntry entry) {
    try {
      return RoleService.description(entry.description());
    } catch (FreeholdException e) {
      throw entry.place().fault("has too long a description");
    }
  }

  private static PermissionChange change(String role, String text) {
    return new PermissionChange(role, null, null, Effect.CHANGES, text);
  }

  private static Role draft(RoleEntry entry) {
    return new Role(Ids.next(), entry.name(), null, false, Instant.EPOCH, Instant.EPOCH);
  }

  private static String key(Grant grant) {
    return grant.table() + " " + grant.action();
  }

  private static String who(Role role, RoleUse use) {
    if (role.name().equals(Roles.GUEST)) {
      return "Guest (everybody without a user)";
    }
    String users = use.users() == 1 ? "1 user" : use.users() + " users";
    int tokens = use.apiTokens().size();
    return role.name()
        + " ("
        + users
        + (tokens == 0 ? "" : tokens == 1 ? ", 1 API token" : ", " + tokens + " API tokens")
        + ")";
  }
}
