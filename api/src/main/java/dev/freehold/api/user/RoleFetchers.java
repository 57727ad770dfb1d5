package dev.freehold.api.user;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Role;
import dev.freehold.api.access.RoleRepository;
import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import jakarta.inject.Singleton;
import java.util.List;

/** The fields about roles. They stand here because access knows nothing of GraphQL. */
@Singleton
class RoleFetchers implements FieldSource {
  private final RoleRepository roles;

  RoleFetchers(RoleRepository roles) {
    this.roles = roles;
  }

  @Override
  public String schema() {
    return "schema/access.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("RoleListResponse", Page.class);
    fields.type("Role", Role.class);
    fields.query("rolesList", this::list);
  }

  private Page list(FieldCall call) {
    Access.requireAdministrator(call.caller());
    List<Role> all = roles.list();
    return new Page(all.size(), all);
  }

  private record Page(int count, List<Role> items) {}
}
