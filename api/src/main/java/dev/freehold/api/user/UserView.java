package dev.freehold.api.user;

import dev.freehold.api.access.ResourcePermission;
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
    Instant createdAt,
    Instant updatedAt) {

  record Page(long count, List<UserView> items) {}

  record RoleView(String id, String name, String description) {}

  record RoleList(int count, List<RoleView> items) {
    static RoleList of(List<RoleView> items) {
      return new RoleList(items.size(), items);
    }

    Set<String> names() {
      return items.stream().map(RoleView::name).collect(Collectors.toUnmodifiableSet());
    }
  }

  record PermissionList(List<ResourcePermission> items) {}

  /** Personal data stays out of logs. */
  @Override
  public String toString() {
    return "UserView[" + id + ']';
  }
}
