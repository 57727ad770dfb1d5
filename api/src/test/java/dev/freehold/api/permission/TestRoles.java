package dev.freehold.api.permission;

import dev.freehold.api.catalog.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Roles with permissions as they would be in the database, all of them a caller's. */
public final class TestRoles {
  private static final AtomicLong VERSIONS = new AtomicLong();

  private final List<List<Grant>> roles = new ArrayList<>();

  /** Begins a role; what is granted next is its. */
  public TestRoles role() {
    roles.add(new ArrayList<>());
    return this;
  }

  /** Everything that the action can do with the table. */
  public TestRoles allow(String table, Action... actions) {
    for (Action action : actions) {
      allow(table, action, GrantedFields.ALL, null, null, Map.of());
    }
    return this;
  }

  /** A permission; rule and check may be null. */
  public TestRoles allow(
      String table,
      Action action,
      GrantedFields fields,
      Map<String, Object> rule,
      Map<String, Object> check,
      Map<String, Object> presets) {
    roles
        .getLast()
        .add(
            new Grant(
                UUID.randomUUID(),
                "role",
                new TableId("public", table),
                action,
                fields,
                rule,
                check,
                presets,
                Limits.NONE));
    return this;
  }

  public static GrantedFields only(Set<String> columns, String... relations) {
    return new GrantedFields.Only(columns, Set.of(relations));
  }

  public RoleSet set() {
    return set(new RoleSet.Key(Set.of(), true, VERSIONS.incrementAndGet()));
  }

  /** Those of a caller about whom that is known. */
  public RoleSet set(RoleSet.Key key) {
    return new RoleSet(key, roles.stream().map(RoleGrants::new).toList(), null, Map.of());
  }

  /** Of somebody who may do everything. */
  public static RoleSet administrator() {
    return new RoleSet(
        new RoleSet.Key(Set.of(), true, VERSIONS.incrementAndGet()),
        List.of(),
        UUID.randomUUID(),
        Map.of());
  }
}
