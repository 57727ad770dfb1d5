package dev.freehold.api.permission;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Role;
import dev.freehold.api.access.RoleRepository;
import dev.freehold.api.catalog.TableId;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields about roles' permissions; all of them are for administrators. */
@Singleton
class PermissionFetchers implements FieldSource {
  private final RoleRepository roles;
  private final RoleService roleService;
  private final PermissionService service;
  private final PermissionsFile file;
  private final GrantRules rules;
  private final RuleClaims claims;

  PermissionFetchers(
      RoleRepository roles,
      RoleService roleService,
      PermissionService service,
      PermissionsFile file,
      GrantRules rules,
      RuleClaims claims) {
    this.roles = roles;
    this.roleService = roleService;
    this.service = service;
    this.file = file;
    this.rules = rules;
    this.claims = claims;
  }

  @Override
  public String schema() {
    return "schema/permission.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("RolePermission", GrantView.class);
    fields.type("RolePermissionListResponse", GrantView.Page.class);
    fields.type("PermissionLimits", Limits.class);
    fields.type("PermissionsImportResponse", ImportAnswer.class);
    fields.type("PermissionChange", PermissionChange.class);
    fields.type("RoleDeleteResponse", Done.class);
    fields.type("PermissionRemoveResponse", Done.class);
    fields.type("RuleClaims", RuleClaims.OfProfile.class);
    fields.query("ruleClaimsList", call -> claims.list(call.caller()));
    fields.mutation("ruleClaimsSet", this::setClaims);
    fields.mutation("roleCreate", this::createRole);
    fields.mutation("roleUpdate", this::updateRole);
    fields.mutation("roleDelete", this::deleteRole);
    fields.query("permissionsList", this::list);
    fields.mutation("permissionSet", this::set);
    fields.mutation("permissionRemove", this::remove);
    fields.query("permissionsExport", this::export);
    fields.mutation("permissionsImport", this::importText);
  }

  private RuleClaims.OfProfile setClaims(FieldCall call) {
    Arguments data = data(call);
    return claims.set(call.caller(), data.id("profile").orElseThrow(), data.strings("claims"));
  }

  private Role createRole(FieldCall call) {
    Arguments data = data(call);
    return roleService.create(
        call.caller(), data.string("name").orElseThrow(), data.string("description").orElse(null));
  }

  private Role updateRole(FieldCall call) {
    Arguments data = data(call);
    return roleService.update(
        call.caller(),
        data.id("id").orElseThrow(),
        data.string("name"),
        data.has("description"),
        data.string("description").orElse(null));
  }

  private Done deleteRole(FieldCall call) {
    Arguments data = data(call);
    roleService.delete(
        call.caller(), data.id("id").orElseThrow(), data.flag("force").orElse(false));
    return new Done(true);
  }

  private GrantView.Page list(FieldCall call) {
    List<Grant> grants =
        service.list(
            call.caller(),
            call.arguments().id("role").orElse(null),
            call.arguments().string("table").orElse(null));
    Map<UUID, Role> known =
        roles.list().stream().collect(Collectors.toMap(Role::id, Function.identity()));
    List<GrantView> items =
        grants.stream()
            .filter(grant -> known.containsKey(grant.roleId()))
            .map(grant -> view(grant, known.get(grant.roleId())))
            .toList();
    return new GrantView.Page(items.size(), items);
  }

  private GrantView set(FieldCall call) {
    Access.requireAdministrator(call.caller());
    Arguments data = data(call);
    TableId table = table(data.string("table").orElseThrow());
    UUID roleId = data.id("role").orElseThrow();
    Grant grant = service.set(call.caller(), roleId, role -> GrantInput.read(data, role, table));
    return view(grant, roleService.get(roleId));
  }

  private Done remove(FieldCall call) {
    Arguments data = data(call);
    service.remove(
        call.caller(),
        data.id("role").orElseThrow(),
        data.string("table").orElseThrow(),
        Action.valueOf(data.string("action").orElseThrow()));
    return new Done(true);
  }

  private String export(FieldCall call) {
    return file.export(call.caller());
  }

  private ImportAnswer importText(FieldCall call) {
    Arguments arguments = call.arguments();
    return file.take(
        call.caller(),
        arguments.string("yaml").orElseThrow(),
        arguments.flag("dryRun").orElse(false),
        arguments.flag("prune").orElse(false));
  }

  private GrantView view(Grant grant, Role role) {
    return GrantView.of(grant, role, rules.faults(grant));
  }

  private TableId table(String name) {
    return rules
        .table(name)
        .orElseGet(() -> {
          PermissionService.require(List.of(rules.unknownTable(name)));
          throw new IllegalStateException("Refused above");
        });
  }

  private static Arguments data(FieldCall call) {
    return call.arguments().object("data").orElseThrow();
  }

  private record Done(boolean success) {}
}
