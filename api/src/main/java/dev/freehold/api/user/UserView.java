package dev.freehold.api.user;

import dev.freehold.api.access.Access;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A user as GraphQL shows it; what was not asked for is null. */
record UserView(
    UUID id,
    String email,
    Boolean emailVerified,
    String firstName,
    String lastName,
    String status,
    String origin,
    String timezone,
    String avatar,
    RoleList roles,
    PermissionList permissions,
    Instant createdAt,
    Instant updatedAt) {

  record Page(long count, List<UserView> items) {}

  record RoleView(String id, String name, String description) {}

  record RoleList(int count, List<RoleView> items) {
    static RoleList of(List<RoleView> items) {
      return new RoleList(items.size(), items);
    }

    PermissionList permissions() {
      Set<String> names = items.stream().map(RoleView::name).collect(Collectors.toSet());
      return new PermissionList(
          List.of(new PermissionView("Users", "data", Access.usersPermission(names))));
    }
  }

  record PermissionList(List<PermissionView> items) {}

  record PermissionView(String resource, String resourceType, Object permission) {}

  /** Personal data stays out of logs. */
  @Override
  public String toString() {
    return "UserView[" + id + ']';
  }
}
